"""What any such platform needs: it knows nothing of the group."""
