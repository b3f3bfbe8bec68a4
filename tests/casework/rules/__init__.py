"""The pure rules of casework, played as scenes without a database."""
