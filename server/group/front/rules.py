"""What the front says of the group."""

LESSONS = ("bg-regional-teams", "jp-foster-first", "gb-fostering-changes", "za-csg-topup")
"""The entries of the practices from which the three honest lessons are taken."""
