"""The doctor, check by check: each says well when it is well, and says what to do when it is not."""
