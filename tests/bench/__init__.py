"""What the platform costs, measured with the whole application in the way.

CPU is read from the server process, never from a clock on the wall; delivering is compared with a
bare `send()` loop that runs just before and just after, for machines differ and are shared.
"""
