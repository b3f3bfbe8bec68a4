"""The means check as files: requests out with their authorisations, reports in with a look before anything is kept."""
