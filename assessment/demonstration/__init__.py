"""An invented town, made through the product's own doors: deterministic from a seed, dated relative to today."""
