"""The shapes of what people and files submit."""
