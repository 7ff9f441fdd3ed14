"""Whom a supervisor can ask for marks, and for which entries of which scheme."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from assessment import actions
from assessment.forms.rounds import Person
from assessment.models import Marker, Scheme
from assessment.reports.entries import every_entry
from assessment.reports.ranking import class_name
from assessment.reports.standing import document_of
from units.access import REGION_ROLES
from units.models import Membership, Region, Role, Unit

ORDER = (
    Role.LEADER,
    Role.SUPERVISOR,
    Role.OFFICE_DIRECTOR,
    Role.OFFICE_CLERK,
    Role.UNIT_HEAD,
    Role.UNIT_CLERK,
)
PROPOSED = {
    Role.LEADER: "领导", Role.SUPERVISOR: "督查办", Role.OFFICE_DIRECTOR: "经济办", Role.OFFICE_CLERK: "经济办",
}  # fmt: skip


def entry_choices(schemes: QuerySet[Scheme]) -> list[tuple[str, str]]:
    """'scheme:code' and its words, for every entry of schemes that can still be marked."""
    found = []
    for scheme in schemes.order_by("-year", "-version"):
        title = f"{scheme.name}（{scheme.get_state_display()}，第{scheme.version}版）"
        entries = every_entry(document_of(scheme)).values()
        found += [(f"{scheme.pk}:{one.code}", f"{one.title}　{title}") for one in entries]
    return found


def people_of(region: Region, *, on: date) -> list[Person]:
    """Everybody who can be asked, those of the offices first, each with the class proposed; two or three statements."""
    ids = actions.askable(region, on=on)
    rows = (
        Membership.objects.filter(user__in=ids, role__in=ORDER).in_force(on=on).select_related("user", "unit")
    )
    best: dict[int, Membership] = {}
    for row in sorted(rows, key=lambda one: (ORDER.index(one.role), one.unit.order, one.user.name)):
        best.setdefault(row.user_id, row)
    units = Unit.objects.filter(pk__in={row.unit_id for row in best.values()}).with_class(on=on)
    classes = dict(units.values_list("pk", "class_on"))
    return [
        Person(
            row.user, f"{row.unit.short_name}　{row.get_role_display()}",
            PROPOSED.get(row.role) or class_name(classes[row.unit_id] or ""), row.role in REGION_ROLES,
        )
        for row in best.values()
    ]  # fmt: skip


def posts_of(markers: Iterable[Marker], *, on: date) -> dict[int, str]:
    """Person -> the unit of today beside the name; one statement."""
    rows = Membership.objects.filter(user__in=[one.user_id for one in markers]).in_force(on=on)
    return dict(rows.order_by("valid_from").values_list("user", "unit__short_name"))
