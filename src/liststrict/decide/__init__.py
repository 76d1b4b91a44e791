"""From ranked candidates to an answer: ordered rules, each leaving a record."""
