"""How a scheme document names the place a number comes from."""

from assessment.functions import Entered, Measured, Targeted, Window
from assessment.scheme_document.grammar import Box
from projects.measures import MEASURES

# Counts only: the table of marks has no room for sums of money.
_ENTERED_UNITS = ("count",)


def read_source(box: Box, key: str) -> Measured | Entered | None:
    """{"code", "window", "since"} for the ledger, or {"entered", "name", "unit"} for a person's entry."""
    inner = box.inner(key)
    found = _entered(inner) if inner.has("entered") else _measured(inner)
    inner.close()
    return found


def read_target(box: Box, key: str) -> Targeted | Entered | None:
    """{"measure": ...} from the year's targets, or a number that is entered."""
    inner = box.inner(key)
    if inner.has("entered"):
        found = _entered(inner)
    else:
        code = inner.choice("measure", tuple(MEASURES))
        found = None if code is None else Targeted(code)
    inner.close()
    return found


def write_source(source: Measured | Targeted | Entered) -> dict[str, str]:
    if isinstance(source, Entered):
        return {"entered": source.code, "name": source.label, "unit": source.unit}
    if isinstance(source, Targeted):
        return {"measure": source.code}
    written = {"code": source.code, "window": str(source.window)}
    return written if source.since is None else written | {"since": source.since.isoformat()}


def _measured(box: Box) -> Measured | None:
    code = box.choice("code", tuple(MEASURES))
    window = box.choice("window", tuple(Window))
    since = box.day("since") if window == Window.CUMULATIVE_SINCE else None
    if code is None or window is None or (window == Window.CUMULATIVE_SINCE and since is None):
        return None
    return Measured(code, Window(window), since)


def _entered(box: Box) -> Entered | None:
    code, name = box.code("entered"), box.text("name", longest=40)
    unit = box.choice("unit", _ENTERED_UNITS)
    return None if None in (code, name, unit) else Entered(code, name, unit)
