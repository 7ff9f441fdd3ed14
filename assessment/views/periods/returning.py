"""One unit and one period: its figures as the ledger has them, what it confirmed and wrote, and reporting."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions, facts
from assessment.facts import PeriodFigures, figures_of_kept
from assessment.forms.periods import TellForm
from assessment.models import PeriodReturn
from assessment.reports.duties import outcome_words
from assessment.reports.periods import WAITED_FOR, figure_table, period_address
from assessment.views.duties.common import REPORTERS, Place, enters
from assessment.views.records.common import keeps, must
from projects.period_calendar import cut_off_of
from promo.periods import Period
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to


def _place(request, pk: int, unit_pk: int) -> tuple[Place, Period]:
    place = Place.of(request, pk, unit_pk)
    if not place.duty.period_kind:
        raise Http404
    return place, Period(place.duty.period_kind, place.duty.period_start, place.duty.period_end)


def _figures(place: Place, period: Period, known: datetime) -> tuple[PeriodFigures, dict]:
    start = facts.first_of_year(place.duty.region, period, as_of=known)
    found = facts.period_figures(region=place.duty.region, period=period, year_start=start, as_of=known)
    window = {"unit_id": place.unit.pk, "period": period, "year_start": start, "as_of": known}
    return found[place.unit.pk], window


@open_to(BUSINESS_ROLES)
@require_safe
def period_unit(request, pk: int, unit_pk: int):
    now = timezone.now()
    place, period = _place(request, pk, unit_pk)
    known, stand = facts.known_now(now), place.stand(now)
    figures, window = _figures(place, period, known)
    told = _told(place)
    changed = told is not None and told.sha256 != figures.digest
    before = figures_of_kept(told.figures) if changed else ()
    is_open = stand is not None and not hasattr(place.duty, "withdrawal")
    cut_off_on = cut_off_of(place.duty.region, period)
    waits = is_open and stand.outcome in WAITED_FOR
    context = {
        "place": place, "duty": place.duty, "unit": place.unit, "period": period, "stand": stand, "told": told,
        "words": outcome_words(stand) if stand else None, "changed": changed, "figures": figures,
        "table": figure_table(figures.figures, before=before, **window),
        "may_tell": waits and enters(request.access, place.unit) and timezone.localdate(now) > cut_off_on,
        "cut_off_on": cut_off_on,
        "back": period_address(place.duty.region_id, period),
    }  # fmt: skip
    return render(request, "assessment/period_unit.html", context)


def _told(place: Place) -> PeriodReturn | None:
    """The newest of what was told whose report still stands, through corrections of its day."""
    rows = {row.pk: row for row in place.submissions}
    standing = [row for row in rows.values() if not row.is_void and not hasattr(row, "replaced_by")]
    roots = []
    for row in standing:
        while row.replaces_id:
            row = rows[row.replaces_id]
        roots.append(row.pk)
    found = PeriodReturn.objects.filter(submission__in=roots).select_related("submission__recorded_by")
    return found.order_by("-pk").first()


@open_to(REPORTERS)
@writes
def period_tell(request, pk: int, unit_pk: int):
    """The figures stand beside the boxes; their digest goes along, so that nobody confirms what was not seen."""
    now = timezone.now()
    place, period = _place(request, pk, unit_pk)
    must(enters(request.access, place.unit))
    figures, window = _figures(place, period, facts.known_now(now))
    form = TellForm(request.POST or None, initial={"seen": figures.digest})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_period(
                duty=place.duty, unit=place.unit, **form.cleaned_data, by=request.user, at=now,
                by_unit=not keeps(request.access, place.unit.region),
            )  # fmt: skip
        except Refused as refusal:
            form = _refused(form, refusal, figures)
        else:
            messages.success(request, "已核对数据并报送。")
            return redirect(reverse("assessment:period_unit", args=[place.duty.pk, place.unit.pk]))
    context = {
        "form": form, "place": place, "duty": place.duty, "unit": place.unit, "figures": figures,
        "table": figure_table(figures.figures, **window),
    }  # fmt: skip
    return render(request, "assessment/period_tell.html", context, status=422 if request.POST else 200)


def _refused(form: TellForm, refusal: Refused, figures: PeriodFigures) -> TellForm:
    """The sentence beside its box; where the figures moved, the page shows the new ones and takes their digest."""
    if refusal.field != "seen":
        form.refuse(refusal)
        return form
    fresh = TellForm({**form.data.dict(), "seen": figures.digest})
    fresh.is_valid()
    fresh.add_error(None, refusal.sentence)
    return fresh
