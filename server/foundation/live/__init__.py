"""Live rooms: the numbered log of a room, who listens, and the frames they are told.

Rooms know nothing of what is said in them. The database is the log; whatever travels
between processes is a hint, and losing all hints loses nothing.
"""
