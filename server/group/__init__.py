"""What the working group does: one package per part of its work, looking only downwards."""
