"""The second factor of staff: the page that asks for a code, tying a phone, taking a lost one off, the record of it."""
