"""Pages, forms and downloads of the ground floor."""
