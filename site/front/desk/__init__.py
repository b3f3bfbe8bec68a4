"""What the desk does with the public form: an officer fills the application of a household he found."""
