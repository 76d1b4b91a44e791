"""What a task says: its terms, acts and roles."""
