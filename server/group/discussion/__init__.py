"""Rooms in which members talk: remarks on practices and agenda items, live."""
