"""Every address of the product, read from the URLconf, so that no page escapes the tests of the house."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    """`name` with its namespace, `route` as written, `view` with its doors, `parts` the names in the route."""

    name: str
    route: str
    view: Callable
    parts: frozenset

    @property
    def door(self):
        return getattr(self.view, "door", None)

    @property
    def is_read_only(self) -> bool:
        """Whether the view itself refuses everything but GET and HEAD."""
        return "POST" not in methods_of(self.view)


def methods_of(view: Callable) -> set[str]:
    """The methods that require_safe, require_POST or require_http_methods let through; all where none of them is."""
    methods = {"GET", "HEAD", "POST"}
    while view is not None:
        if view.__name__ and getattr(view, "__wrapped__", None):
            for cell in view.__closure__ or ():
                found = cell.cell_contents
                if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
                    methods &= set(found)
        view = getattr(view, "__wrapped__", None)
    return methods


def every_address() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns, before: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parts = frozenset(pattern.pattern.converters)
            yield Address(f"{space}{pattern.name}", route, pattern.callback, parts)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
