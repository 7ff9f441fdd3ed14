"""Pages of the calendar of periods."""
