"""What an answer may hold: closed lists of fields, filled by name; a model is never dumped."""
