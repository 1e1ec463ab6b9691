"""What a practice must say, and what may be done with it now."""
