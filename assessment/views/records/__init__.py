"""Pages of records: figures and events of units with their papers."""
