"""Items and blocks of a draft as plain JSON: found by their place, put, moved, nested and taken away."""

from collections.abc import Iterator
from typing import Any

DEEPEST = 3  # blocks inside blocks
Path = tuple[int, ...]


def nodes_of(group: dict, path: Path) -> list:
    """The list that a place is in, `path` naming the block it belongs to; ValueError where there is none."""
    nodes = group.setdefault("indicators", [])
    for turn in path:
        if not (0 <= turn < len(nodes)) or "items" not in nodes[turn]:
            raise ValueError(path)
        nodes = nodes[turn]["items"]
    return nodes


def node_at(group: dict, path: Path) -> dict[str, Any] | None:
    """The item or block at a place; None for the place behind the last."""
    nodes = nodes_of(group, path[:-1])
    if not path or path[-1] > len(nodes):
        raise ValueError(path)
    return nodes[path[-1]] if path[-1] < len(nodes) else None


def put(group: dict, path: Path, node: dict) -> None:
    nodes = nodes_of(group, path[:-1])
    nodes[path[-1] : path[-1] + 1] = [node]


def append(group: dict, path: Path, node: dict) -> None:
    nodes_of(group, path).append(node)


def walk(group: dict) -> Iterator[tuple[Path, dict]]:
    yield from _walk(group.get("indicators", []), ())


def _walk(nodes: list, path: Path) -> Iterator[tuple[Path, dict]]:
    for turn, node in enumerate(nodes):
        yield (*path, turn), node
        if "items" in node:
            yield from _walk(node["items"], (*path, turn))


def move(group: dict, path: Path, act: str) -> bool:
    """up, down, in (into the block just above), out (behind its block), remove; False where it cannot be done."""
    nodes, turn = nodes_of(group, path[:-1]), path[-1]
    if not 0 <= turn < len(nodes):
        return False
    done = MOVES.get(act, lambda *_: False)(group, nodes, path)
    return bool(done)


def _swap(nodes: list, a: int, b: int) -> bool:
    if not (0 <= a < len(nodes) and 0 <= b < len(nodes)):
        return False
    nodes[a], nodes[b] = nodes[b], nodes[a]
    return True


def _into(group: dict, nodes: list, path: Path) -> bool:
    turn = path[-1]
    if turn == 0 or "items" not in nodes[turn - 1] or len(path) + _height(nodes[turn]) > DEEPEST:
        return False
    nodes[turn - 1]["items"].append(nodes.pop(turn))
    return True


def _height(node: dict) -> int:
    return 1 + max(map(_height, node["items"]), default=0) if "items" in node else 0


def _out(group: dict, nodes: list, path: Path) -> bool:
    if len(path) < 2:
        return False
    outer = nodes_of(group, path[:-2])
    outer.insert(path[-2] + 1, nodes.pop(path[-1]))
    return True


def _remove(group: dict, nodes: list, path: Path) -> bool:
    nodes.pop(path[-1])
    return True


MOVES = {
    "up": lambda group, nodes, path: _swap(nodes, path[-1], path[-1] - 1),
    "down": lambda group, nodes, path: _swap(nodes, path[-1], path[-1] + 1),
    "in": _into, "out": _out, "remove": _remove,
}  # fmt: skip
