"""The dialogue as a pure function: no database, no network, no clock."""
