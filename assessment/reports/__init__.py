"""What a ranking or a report contains: figures from the ledger made into Tables and sentences."""
