"""Best practices: from a draft in one ministry to what the whole group can read and discuss."""
