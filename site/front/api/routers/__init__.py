"""One router per subject; each fills its schema field by field."""
