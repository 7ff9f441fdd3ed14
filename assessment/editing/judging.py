"""Whether one part of a scheme is fit, judged by the same grammar that reads the whole document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.editing.places import errors_of
from assessment.scheme_document import Indicator, Problem, SchemeError, load, read_item
from assessment.scheme_document.nodes import write_node

STAND_IN = {"code": "stand_in", "name": "占位", "points": 1, "function": "manual_mark"}
HEAD = "方案"  # what the grammar calls the document itself
GROUP_STAND_IN = {"unit_class": "stand_in", "indicators": [STAND_IN]}


@dataclass
class Judged:
    """The part as the document will keep it, or what is said beside its boxes.

    `item` is there as soon as the rule itself can be read, even while a worked example cannot.
    """

    value: dict[str, Any]
    errors: Mapping[tuple, list[str]] = field(default_factory=dict)
    item: Indicator | None = None

    @property
    def is_fit(self) -> bool:
        return not self.errors


def judge_item(value: dict) -> Judged:
    """An item by itself; whether others that it reads exist is asked of the whole document."""
    item, problems = read_item(value)
    if item is not None:
        return Judged(write_node(item), item=item)
    bare, _ = read_item({name: one for name, one in value.items() if name != "examples"})
    return Judged(value, errors_of(problems), item=bare if isinstance(bare, Indicator) else None)


def judge_block(value: dict, nodes: list) -> Judged:
    """A block; its items are judged where they stand."""
    whole = value | {"items": [STAND_IN | {"code": "stand_in_block"}]}
    found, problems = read_item(whole)
    kept = value | {"items": nodes}
    return Judged(kept, errors_of(problems)) if found is None else Judged(kept)


def judge_head(value: dict, groups: list) -> Judged:
    """The head beside the groups it speaks of; what is wrong in those is said on their pages."""
    problems = _problems({"format": 1} | value | {"groups": groups or [GROUP_STAND_IN]})
    return Judged(value, errors_of(one for one in problems if one.where.startswith(HEAD)))


def judge_group(value: dict, nodes: list) -> Judged:
    """A group with its own items where they can be read; what is wrong in those is said on their pages."""
    whole = {
        "format": 1,
        "name": "占位",
        "year": 2000,
        "groups": [value | {"indicators": nodes or [STAND_IN]}],
    }
    problems = [one for one in _problems(whole) if not _of_item(one)]
    return Judged(value | {"indicators": nodes}, errors_of(problems))


def _of_item(problem: Problem) -> bool:
    part = problem.where.split("·")[1:2]
    return bool(part) and (part[0].startswith(("指标 ", "板块 ")) or part[0].endswith(("指标", "板块")))


def _problems(data: dict) -> list[Problem]:
    try:
        load(data)
    except SchemeError as fault:
        return list(fault.problems)
    return []
