"""The verbs of coming in, staying and going."""
