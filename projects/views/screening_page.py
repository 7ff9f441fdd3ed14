"""Everything the page of a lead's screening shows: clocks, the step at hand, the rounds, what was fed back."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from projects.clocks import Counting, registered_late
from projects.forms.screening import DecideForm, FeedbackForm, ReopenForm, ResubmitForm, ScreeningForm
from projects.lead_lights import lights_of
from projects.models import DuplicateHint, Evidence, Project, ReferralClaim, Screening
from projects.rights import office_reaches
from projects.rules_in_force import rule_as, rule_for
from projects.screening_rights import screening_steps
from promo.calendar import exceptions_since
from units.access import Access

PROOFS = {"receipt": "接收凭证", "supplement": "补充材料"}


def screening_page(project: Project, access: Access, *, at: datetime, forms: dict) -> dict:
    """`forms` are those that came back unaccepted, by the name of their step."""
    today = timezone.localdate(at)
    rounds = _rounds(project)
    latest = rounds[0] if rounds else None
    may = screening_steps(access, project, latest)
    lights = lights_of(project, today=today)
    return {
        "project": project,
        "may": may,
        "lights": lights,
        "latest": latest,
        "rounds": rounds,
        "late_days": late_days(project),
        "feedback": project.feedback.select_related("screening", "recorded_by"),
        "files": _files(project),
        "hints": _hints(project, access),
        "supplement": _wanted(project, latest),
        **{f"{name}_form": form for name, form in (_fresh(project, may, latest, at) | forms).items()},
    }


def _rounds(project: Project) -> list[Screening]:
    """Newest first, each with its lines and the words of its reason."""
    people = ("rule", "opened_by", "proposed_by", "decided_by")
    rows = list(
        project.screenings.select_related(*people).prefetch_related("lines", "feedback").order_by("-round")
    )
    for row in rows:
        row.project = project
        row.reason_name = rule_as("screening", row.rule).names("reasons").get(row.reason_code, "")
    return rows


def _fresh(project: Project, may, latest: Screening | None, at: datetime) -> dict:
    """The forms of the steps that this person may take now."""
    fresh: dict = {}
    if may.fill:
        rule = rule_as("screening", latest.rule)
        said = {"result": latest.result, "reason_code": latest.reason_code, "reason": latest.reason}
        fresh["fill"] = ScreeningForm(screening=latest, lines=latest.lines.all(), rule=rule, initial=said)
    if may.decide:
        fresh["decide"] = DecideForm(screening=latest)
    if may.resubmit:
        fresh["resubmit"] = ResubmitForm()
    if may.answer:
        told = ReferralClaim.objects.filter(project=project).values_list("name", flat=True).first()
        fresh["answer"] = FeedbackForm(
            initial={"given_on": timezone.localdate(at), "told": told or project.contact, "way": "电话"}
        )
    if may.reopen:
        fresh["reopen"] = ReopenForm()
    return fresh


def late_days(project: Project) -> int | None:
    """The working days that registration could take, where it took longer; else None."""
    received, registered = timezone.localdate(project.received_at), timezone.localdate(project.registered_at)
    rule = rule_for("clocks", region=project.region, on=registered)
    late = registered_late(received, registered, Counting(rule.document, exceptions_since(received)))
    return rule["late_registration"] if late else None


def _files(project: Project) -> list[Evidence]:
    rows = list(Evidence.objects.about(project).filter(kind__in=PROOFS).select_related("uploaded_by"))
    for row in rows:
        row.proves = PROOFS[row.kind]
    return rows


def _hints(project: Project, access: Access) -> list[DuplicateHint]:
    """Suspicions of a duplicate that wait for an answer of whoever looks; nobody else is asked to answer."""
    if not office_reaches(access, project):
        return []
    either = DuplicateHint.objects.pressing().filter(Q(project=project) | Q(other=project))
    rows = list(either.visible_to(access).select_related("project", "other"))
    for row in rows:
        row.partner = row.other if row.project_id == project.pk else row.project
    return rows


def _wanted(project: Project, latest: Screening | None) -> str:
    """What is to be supplemented, while the lead is with its unit."""
    return latest.reason if latest and project.lead_state == "supplement" else ""
