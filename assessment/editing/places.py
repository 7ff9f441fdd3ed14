"""From the place of a problem ('指标 arrived·参数 up·step') to the box of the form it belongs beside."""

import re
from collections.abc import Iterable

from assessment.scheme_document import Problem

_TURN = re.compile(r"第(\d{1,4})\D*")
_EXAMPLE = re.compile(r"(分组)?算例(\d{1,4})")


def errors_of(problems: Iterable[Problem], *, skip: int = 1) -> dict[tuple, list[str]]:
    """Sentences by path; `skip` parts in front name the thing that the form is of."""
    found: dict[tuple, list[str]] = {}
    for one in problems:
        found.setdefault(path_of(one.where, skip), []).append(f"{one.sentence}。")
    return found


def path_of(where: str, skip: int) -> tuple:
    path: list = []
    for part in where.split("·")[skip:]:
        part = part.removeprefix("参数 ")
        if turn := _TURN.fullmatch(part):
            path.append(int(turn[1]) - 1)
        elif example := _EXAMPLE.fullmatch(part):
            path += ["examples", int(example[2]) - 1]
        else:
            path.append(part)
    return tuple(path)
