"""What is done with a practice."""
