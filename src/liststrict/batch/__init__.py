"""Tables and JSON Lines in, the same out: one row in, one row out, in order, resumable."""
