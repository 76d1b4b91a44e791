"""From raw text to normalised, tokenised tasks with spans into the text as it was given."""
