"""The law's own desk: the calendar, the values of a place and trials of other ones, each with what it would touch."""
