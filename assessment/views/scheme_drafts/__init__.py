"""Pages of a scheme that is being written: begun, its parts one by one, adopted."""
