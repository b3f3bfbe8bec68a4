"""The desk: what officers see and do in the staff shell, over the same rules and actions as every other door."""
