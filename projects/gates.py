"""What a milestone must have before it counts: the office's list for its stage, and what of it is not there yet."""
