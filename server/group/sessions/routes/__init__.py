"""The pages of sessions and of their agendas."""
