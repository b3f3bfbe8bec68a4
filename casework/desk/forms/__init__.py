"""The papers of the desk: one form for each act, nothing decided in them that the rules decide."""
