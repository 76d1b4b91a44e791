"""Forms that an office hands on: verdicts written into Word templates."""
