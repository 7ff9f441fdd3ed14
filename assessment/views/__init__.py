"""Pages about what it is worth."""
