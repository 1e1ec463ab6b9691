"""Who takes part: delegations, people, the offices they hold."""
