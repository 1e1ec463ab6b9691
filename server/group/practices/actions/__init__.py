"""What is done with a practice: by its delegation, and by the secretariat."""
