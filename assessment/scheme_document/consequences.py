"""Consequence rules of a scheme: from JSON, and back.

{"code": "last_and_unmet", "name": "末位且未完成任务", "kind": "consequence", "text": "主要负责人作表态发言",
 "groups": ["town_village"], "when": {"bottom": 1, "unmet": [{"measure": ..., "target": ...}]}, "repeated": 1}
"""

from fractions import Fraction
from typing import Any

from assessment.scheme_document.consequence_rules import KINDS, ConsequenceRule, Probe, Task
from assessment.scheme_document.grammar import Box
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.sources import read_source, write_source

COUNTS = ("bottom", "top")
TASKS = ("unmet", "met")
SOURCES = ("zero", "present")
LINES = ("total_below", "total_at_least")
TESTS = (*COUNTS, *TASKS, *SOURCES, *LINES)


def read_consequences(box: Box, groups: tuple) -> tuple[ConsequenceRule, ...]:
    known = {name for group in groups for name in (group.code, *group.classes) if name}
    found = [
        _rule(inner, known) for inner in box.boxes("consequences", least=0, most=60, called="条", default=())
    ]
    codes = [one.code for one in found]
    if len(set(codes)) != len(codes):
        box.note("consequences", "各条的代码不能重复")
    return tuple(found)


def _rule(box: Box, known: set[str]) -> ConsequenceRule:
    groups = box.texts("groups") if box.has("groups") else box.take("groups", ())
    for name in groups:
        if name not in known:
            box.note("groups", f"没有“{name[:20]}”这一分组或类别")
    rule = ConsequenceRule(
        box.code("code"),
        box.text("name", longest=60),
        box.choice("kind", tuple(KINDS)),
        box.text("text", longest=300),
        _tests(box),
        tuple(groups),
        box.whole("repeated", least=1, most=12, default=1) or 1,
    )
    box.close()
    return rule


def _tests(box: Box) -> tuple[Probe, ...]:
    inner = box.inner("when")
    found = tuple(_test(inner, code) for code in TESTS if inner.has(code))
    if not found:
        inner.note(None, f"至少写明一个条件：{'、'.join(TESTS)}")
    inner.close()
    return found


def _test(box: Box, code: str) -> Probe:
    if code in COUNTS:
        return Probe(code, count=box.whole(code, least=1, most=1000) or 1)
    if code in LINES:
        return Probe(code, line=box.number(code))
    if code in TASKS:
        return Probe(code, tasks=tuple(_task(one) for one in box.boxes(code, least=1, most=10, called="项")))
    given = box.items(code, least=1, most=10)
    holder = Box({f"第{n}个": one for n, one in enumerate(given, start=1)}, box.place(code), box.problems)
    return Probe(code, sources=tuple(read_source(holder, name) for name in holder.names()))


def _task(box: Box) -> Task:
    share = box.number("share", default=1, above=0, most=10)
    task = Task(read_source(box, "measure"), read_source(box, "target"), Fraction(share or 1))
    box.close()
    return task


def write_consequence(one: ConsequenceRule) -> dict[str, Any]:
    found = {
        "code": one.code, "name": one.name, "kind": one.kind, "text": one.text,
        "when": {test.code: _write(test) for test in one.tests},
    }  # fmt: skip
    if one.groups:
        found["groups"] = list(one.groups)
    return found | ({"repeated": one.repeated} if one.repeated != 1 else {})


def _write(test: Probe) -> Any:
    if test.code in COUNTS:
        return test.count
    if test.code in LINES:
        return write_number(test.line)
    if test.code in TASKS:
        return [
            {
                "measure": write_source(task.measure), "target": write_source(task.target),
                "share": write_number(task.share),
            }
            for task in test.tasks
        ]  # fmt: skip
    return [write_source(source) for source in test.sources]
