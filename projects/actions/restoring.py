"""One value of a project comes back by a new act: what was changed by mistake is changed again, nothing is erased."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from projects.actions.leads import change_project
from projects.actions.turns import take_turn
from projects.models import Project
from promo.models import Event
from promo.refusal import Refused

CHANGES = ("project_changed", "value_restored")
SAID = ("amount_text", "amount", "currency", "amount_is_approximate")  # one saying, heard as four values
PLAIN = (
    "name", "investor", "host_place", "industry", "ownership", "kind", "summary", "contact", "phone", "remark",
    "tax_place",
)  # fmt: skip


def label_of(name: str) -> str:
    return "投资额" if name in SAID else str(Project._meta.get_field(name).verbose_name)


def restorable(project: Project, event: Event) -> list[str]:
    """The names whose old value may come back: those that still hold what this event put there. The four values of
    an amount go by the first of them."""
    if event.verb not in CHANGES:
        return []
    pairs = event.detail.get("changes") or {}
    found = [name for name in PLAIN if name in pairs and _holds(project, name, pairs[name][1])]
    said = [name for name in SAID if name in pairs]
    whole = said and all(_holds(project, name, pairs[name][1]) for name in said)
    return found + said[:1] if whole else found


@transaction.atomic
def restore_value(*, project: Project, event: Event, name: str, by, at: datetime) -> Project:
    """The value that `event` replaced. Refused when it was changed again since; then the current one is named."""
    take_turn(project)
    latest = Project.objects.select_related("investor").get(pk=project.pk)
    pairs = event.detail.get("changes") or {}
    if event.verb not in CHANGES or name not in pairs or name not in PLAIN + SAID:
        raise Refused("这条记录没有可以恢复的内容。")
    if name not in restorable(latest, event):
        shown = _shown(latest, name) or "（空）"
        raise Refused(f"“{label_of(name)}”后来又改过，现在是“{shown}”。如需修改，请在“修改信息”中填写。")
    names = [one for one in SAID if one in pairs] if name in SAID else [name]
    values = {one: pairs[one][0] for one in names}
    investor = values.pop("investor", latest.investor.name if latest.investor else "")
    fields = {one: _value(one, value) for one, value in values.items()}
    return change_project(
        project=latest,
        version=latest.version,
        investor_name=investor or "",
        restores=event.pk,
        by=by,
        at=at,
        **fields,
    )


def _field(name: str):
    return Project._meta.get_field(name)


def _shown(project: Project, name: str) -> str:
    if name == "investor":
        return project.investor.name if project.investor else ""
    if _field(name).choices:
        return str(getattr(project, f"get_{name}_display")())
    return str(getattr(project, name) or "")


def _holds(project: Project, name: str, value) -> bool:
    """Whether the project still has the value; events keep days and sums as text, an investor by name."""
    if name == "investor":
        return (project.investor.name if project.investor else "") == (value or "")
    return getattr(project, name) == _value(name, value)


def _value(name: str, kept):
    """What an event kept, as the field holds it."""
    if name == "amount":
        return Decimal(kept) if kept is not None else None
    return _field(name).to_python(kept)
