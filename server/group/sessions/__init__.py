"""Sessions of the group and their agendas, in every reader's own time."""
