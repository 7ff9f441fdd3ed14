"""Pages about who there is."""
