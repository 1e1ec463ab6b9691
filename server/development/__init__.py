"""Development identity providers: in a source checkout only, never in the wheel."""
