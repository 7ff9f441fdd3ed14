"""A scheme, or a part of it, as people read it: the units its conditions name by code stand with their names."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from assessment.sources import Qualification
from units.models import Unit


def with_unit_names(tree: Any) -> Any:
    """A copy to be read, never to be worked out by. One statement, none where no unit is named."""
    codes = set(_codes(tree))
    if not codes:
        return tree
    names = dict(Unit.objects.filter(code__in=codes).order_by("-valid_from").values_list("code", "name"))
    return _named(tree, names)


def _parts(node: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(node) and not isinstance(node, type):
        yield from ((one.name, getattr(node, one.name)) for one in fields(node) if one.init)


def _codes(node: Any) -> Iterator[str]:
    if isinstance(node, Qualification):
        yield from node.host_unit or ()
    elif isinstance(node, tuple):
        for one in node:
            yield from _codes(one)
    else:
        for _, value in _parts(node):
            yield from _codes(value)


def _named(node: Any, names: Mapping[str, str]) -> Any:
    if isinstance(node, Qualification):
        units = node.host_unit
        return replace(node, host_unit=tuple(names.get(code, code) for code in units)) if units else node
    if isinstance(node, tuple):
        new = tuple(_named(one, names) for one in node)
        return new if any(a is not b for a, b in zip(new, node, strict=True)) else node
    changed = {name: new for name, value in _parts(node) if (new := _named(value, names)) is not value}
    return replace(node, **changed) if changed else node
