"""The home page and the delegations' pages: what the other parts have, put together."""
