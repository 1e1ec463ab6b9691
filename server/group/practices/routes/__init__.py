"""The pages of practices: reading them, writing one, registering one from public sources."""
