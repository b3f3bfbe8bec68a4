"""Schema history of casework."""
