"""Doors to supervision slips, field checks and talks."""
