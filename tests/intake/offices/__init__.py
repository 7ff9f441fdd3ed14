"""Ledgers of invented offices, each laid out in another way, with what a careful clerk would read from them."""
