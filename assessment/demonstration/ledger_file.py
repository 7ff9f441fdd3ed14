"""The old ledger: projects from before the product, which come in through the import like any office's."""

from random import Random


def plan(cast, timeline, rng: Random) -> None:
    """Filled in when the import has its actions."""
