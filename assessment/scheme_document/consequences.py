"""What a scheme proposes beside the points: consequences and commendations, as rules over places, tasks and results."""

from typing import Any

from assessment.scheme_document.grammar import Box


def read_consequences(box: Box, groups: tuple) -> tuple:
    """Read later by its own grammar; nothing is known yet."""
    box.take("consequences", ())
    return ()


def write_consequence(one: Any) -> dict[str, Any]:
    raise TypeError(one)
