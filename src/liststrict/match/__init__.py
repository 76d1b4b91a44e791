"""Which entries a task may be about: cues of the text, weighed by data, ranked with evidence."""
