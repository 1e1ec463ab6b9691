"""Languages: which one a reader has, what we say in it, and how it writes dates and names."""
