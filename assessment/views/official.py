"""Statistical forms ready to be filed: ledgers by stage, monthly progress, self-rating, results on display."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.facts import Years, known_now
from assessment.models import ScoreRun
from assessment.models.run import SHOWN_TO_UNITS
from assessment.reports.official import Time, kept_table, rating_table, ratings, result_table
from assessment.views.place import region_of, sees_all, sheets
from projects.forms.fact_filters import MomentField
from projects.month_form import month_table
from projects.stage_ledgers import landed_table, reserve_table, to_sign_table
from promo.periods import add_months
from promo.tables import Table
from units.access import BUSINESS_ROLES, open_to
from units.models import Region

YEARS_BACK, MONTHS_BACK, SHOWN = 5, 24, 50


@dataclass(frozen=True)
class Asked:
    """Whose form of what time, and who asks. `as_of` is now, or the moment of the form whose number led here, and
    `today` its day."""

    access: object
    region: Region
    as_of: datetime
    today: date
    month: date
    year: int
    years: Sequence[int]  # on offer
    everything: bool
    kept: str = ""  # the unit whose kept projects are asked for


def _ledger(make: Callable) -> Callable[[Asked], Table | None]:
    return lambda asked: make(access=asked.access, region=asked.region, on=asked.today)


def _month(asked: Asked) -> Table | None:
    return month_table(access=asked.access, region=asked.region, month=asked.month)


def _rating(asked: Asked) -> Table | None:
    """The form, or the projects behind the kept ones of a unit in it."""
    as_of = asked.as_of
    own = None if asked.everything else asked.access.unit_ids
    chosen = {"year": asked.year, "today": asked.today, "as_of": as_of}
    rows = ratings(asked.region, **chosen, unit_ids=own)
    time = Time.of(asked.region, **chosen)
    behind = next((row.member for row in rows if str(row.member.unit_id) == asked.kept), None)
    if behind:
        return kept_table(asked.region, behind, year=asked.year, time=time)

    def kept_url(unit_id: int) -> str:
        moment = as_of.astimezone(UTC).isoformat()
        query = {"region": asked.region.pk, "year": asked.year, "kept": unit_id, "as_of": moment}
        return f"{reverse('assessment:official_rating')}?{urlencode(query)}"

    return rating_table(rows, region=asked.region, year=asked.year, time=time, kept_url=kept_url)


def _result(asked: Asked) -> Table | None:
    """Of the newest ranking of the year that everybody may see."""
    runs = ScoreRun.objects.visible_to(asked.access).filter(region=asked.region, state__in=SHOWN_TO_UNITS)
    runs = runs.filter(scheme__year=asked.year).select_related("region", "scheme").defer("frozen")
    run = runs.order_by("-until", "-as_of", "-pk").first()
    return result_table(run) if run else None


@dataclass(frozen=True)
class Form:
    """`asks` says what the form is chosen by: '' (today), 'month' or 'year'."""

    title: str
    about: str
    make: Callable[[Asked], Table | None]
    asks: str = ""
    empty: str = "没有符合条件的项目。"


FORMS = {
    "reserve": Form("项目储备库", "线索、在谈阶段的项目", _ledger(reserve_table)),
    "signing": Form("拟签约项目跟踪服务台账", "意向、框架协议阶段的项目", _ledger(to_sign_table)),
    "landed": Form("项目落地台账", "签约及以后各阶段的项目", _ledger(landed_table)),
    "monthly": Form("项目月进度表", "落地项目当月和累计的到位资金、进展、问题", _month, "month"),
    "rating": Form("招商引资工作自评表", "各单位履约、开竣工、资金到位情况", _rating, "year", "没有参加考核的单位。"),
    "results": Form(
        "考核结果公示表", "最近一期公示或已发布的考核排名", _result, "year",
        "这一年还没有公示或发布的考核排名。",
    ),
}  # fmt: skip


@open_to(BUSINESS_ROLES)
@require_safe
def official_list(request):
    forms = [(reverse(f"assessment:official_{code}"), form) for code, form in FORMS.items()]
    return render(request, "assessment/official_list.html", {"forms": forms})


@open_to(BUSINESS_ROLES)
@require_safe
def official_show(request, form: str):
    """The form as a table, its first rows on the page and all of them in the workbook."""
    chosen, asked = FORMS[form], _asked(request)
    table = chosen.make(asked)
    if "export" in request.GET and table is not None:
        return sheets(request, [table], table.title, subject=request.user, note=_note(chosen, asked))
    count = len(table.rows) if table else 0
    short = (
        replace(table, rows=table.rows[:SHOWN], total_row=table.total_row and count <= SHOWN)
        if table
        else None
    )
    shown = {
        "form": chosen,
        "table": short,
        "count": count,
        "is_cut": count > SHOWN,
        "asked": asked,
        "years": asked.years,
        "months": _months(asked.today),
        "month": f"{asked.month:%Y-%m}",
    }
    return render(request, "assessment/official_show.html", shown)


def _note(form: Form, asked: Asked) -> str:
    if form.asks == "month":
        return f"{asked.month.year}年{asked.month.month}月"
    return f"{asked.year}年" if form.asks == "year" else ""


def _months(today: date) -> list[str]:
    first = today.replace(day=1)
    return [f"{add_months(first, -back):%Y-%m}" for back in range(MONTHS_BACK)]


def _moment(text: str) -> datetime:
    """The moment of an address; now where it names none, or one to come."""
    now = known_now(timezone.now())
    try:
        return min(MomentField(required=False).clean(text) or now, now)
    except ValidationError:
        return now


def _asked(request) -> Asked:
    """What the address asks for among what is offered; whatever else stands there is now."""
    as_of = _moment(request.GET.get("as_of", ""))
    today = timezone.localdate(as_of)
    month = request.GET.get("month", "")
    start = date.fromisoformat(f"{month}-01") if month in _months(today) else today.replace(day=1)
    region = region_of(request)
    running = Years(region).running(today).year
    years = range(running, running - YEARS_BACK, -1)
    year = {str(one): one for one in years}.get(request.GET.get("year", ""), running)
    everything, kept = sees_all(request.access, region), request.GET.get("kept", "")
    return Asked(request.access, region, as_of, today, start, year, years, everything, kept)
