"""Targets, the scheme, marks, published rankings and reports of the invented town."""


def plan(cast, timeline) -> None:
    """Filled in when scoring has its actions."""
