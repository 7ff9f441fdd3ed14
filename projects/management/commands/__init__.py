"""Commands of the projects floor."""
