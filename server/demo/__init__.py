"""The demonstration: one small story, told by calling the same actions that people use."""
