"""The invented town of bench/measures.py, filled by bulk inserts, and the two ways of gathering side by side."""

import time
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.actions import finish_run, standing_of
from assessment.facts import measured_sums
from assessment.models import Scheme, SchemeState, ScoreRun
from assessment.scheme_document import dump, load
from assessment.scheme_document.sources import write_source
from assessment.sources import Clock, Measured, Qualification, Weighted
from bench import by_hand
from projects.models import Arrival, CreditSplit, Posting, Project
from projects.traits import catch_up
from promo.tables import digest
from units.models import Region, Unit, UnitClassing

AT = datetime(2026, 11, 20, tzinfo=UTC)
CLOCK = Clock(2026, date(2026, 11, 19))
FIRST = date(2026, 1, 1)
TRADES = ("制造业", "物流", "商贸", "农业", "新材料")
KINDS = ("new", "continuing", "expansion", "upgrade")
FEN = 100
ROUNDS = 3


def fill(units: int, projects: int, arrivals: int) -> Region:
    """A region of its own for each size: the ledger cannot be emptied."""
    call_command("migrate", verbosity=0)
    region = Region.objects.create(name=f"样例县{units}", level="county", path=f"{units}/")
    by = get_user_model().objects.create(username=f"bench{units}", name="样例")
    rows = Unit.objects.bulk_create(
        Unit(
            code=f"{units}-{n}",
            name=f"单位{n}",
            short_name=f"单位{n}",
            region=region,
            order=n,
            valid_from=FIRST,
        )
        for n in range(units)
    )
    UnitClassing.objects.bulk_create(
        UnitClassing(unit=one, unit_class="town_village", valid_from=FIRST) for one in rows
    )
    made = Project.objects.bulk_create(
        Project(
            code=f"{units}-{n}", name=f"项目{n}", region=region, lead_unit=rows[n % units], industry=TRADES[n % 5],
            kind=KINDS[n % 4], channel="visit", received_at=AT, registered_at=AT, registered_by=by, last_entry_on=FIRST,
        )
        for n in range(projects)
    )  # fmt: skip
    splits = CreditSplit.objects.bulk_create(
        CreditSplit(project=one, valid_from=FIRST, reason="样例", decided_by=by, decided_at=AT)
        for one in made
    )
    paid = Arrival.objects.bulk_create(
        Arrival(
            project=made[n % projects], amount=1_000 + n, recorded_by=by, recorded_at=AT, event_on=_day(n),
            statistical_on=_day(n),
        )
        for n in range(arrivals)
    )  # fmt: skip
    last = Posting.objects.count()
    posted = AT - timedelta(days=1)
    lines = [(n, "signed_amount", (n * 7919 % 400_000_000) * FEN, paid[n], n) for n in range(1, projects)]
    lines += [(n % projects, "arrived_capital", (1_000 + n) * FEN, one, n) for n, one in enumerate(paid)]
    Posting.objects.bulk_create(
        (
            Posting(
                number=number, unit=rows[at % units], region=region, project=made[at], measure=measure,
                quantity=quantity or FEN, share=10_000, statistical_on=_day(turn), posted_at=posted, arrival=fact,
                split=splits[at],
            )
            for number, (at, measure, quantity, fact, turn) in enumerate(lines, start=last + 1)
        ),
        batch_size=5_000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{units} units, {projects} projects, {arrivals} arrivals, {len(lines)} postings")
    return region


def _day(turn: int) -> date:
    return FIRST + timedelta(days=turn % 320)


def measures() -> list[Measured]:
    """Twenty of them."""
    wheres = [Qualification(industry=(one,)) for one in TRADES] + [
        Qualification(kind=(one,)) for one in KINDS
    ]
    wheres.append(Qualification(contract_at_least=Fraction(100_000_000)))
    return [Measured(code, where=one) for code in ("arrived_capital", "signed_amount") for one in wheres]


def timed(work):
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        found = work()
    return found, time.perf_counter() - began, len(queries)


def compare(region: Region) -> float:
    """Print the parts side by side; the seconds of the whole run."""
    as_of, kept, _ = timed(lambda: catch_up(region, AT))
    print(f"  traits kept in {kept:.2f} s")
    sources = measures()
    scheme, by = scheme_of(region, sources), get_user_model().objects.first()
    run = request(scheme, as_of, by)
    hand = gathering(sources, run)
    table = (Weighted(Qualification(industry=("制造业",)), Fraction("1.2")),)
    best = [Measured("arrived_capital", table=table), Measured("arrived_capital", highest=True)]
    _, more, _ = timed(lambda: measured_sums(best, region=region, clock=CLOCK, as_of=as_of))
    print(f"  coefficients and best project: {more:.2f} s")
    return whole(sources, lambda: request(scheme, as_of, by), hand)


def gathering(sources: list[Measured], run: ScoreRun) -> float:
    """Both ways of gathering alone; the seconds of the statements by hand."""
    ways = (
        lambda: measured_sums(sources, region=run.region, clock=CLOCK, as_of=run.as_of),
        lambda: by_hand.sums(sources, run),
    )
    (ours, engine, statements), (theirs, hand, many) = in_pairs(ways)
    pairs = zip(sources, theirs, strict=True)
    same = all({unit: x for unit, x in ours[one.key].items() if x} == found for one, found in pairs)
    print(
        f"  gathering: {statements} statements, {engine:.2f} s; by hand: {many} statements, {hand:.2f} s; "
        f"ratio {engine / hand:.2f} (promised: at most 1.5), same results: {same}"
    )
    return hand


def in_pairs(ways):
    """Each way in turn, several times; each by its best, because whatever else the machine does only adds."""
    rounds = [[timed(way) for way in ways] for _ in range(ROUNDS)]
    return [min((one[turn] for one in rounds), key=lambda done: done[1]) for turn in range(len(ways))]


def scheme_of(region: Region, sources: list[Measured]) -> Scheme:
    items = [
        {
            "code": f"item{turn}", "name": f"指标{turn}", "points": 5, "function": "per_item", "step": 10_000,
            "each": "0.001", "most": 5, "measure": write_source(source),
        }
        for turn, source in enumerate(sources, start=1)
    ]  # fmt: skip
    groups = [{"unit_class": "town_village", "indicators": items}]
    content = dump(load({"format": 1, "name": "样例办法", "year": 2026, "groups": groups}))
    return Scheme.objects.create(
        region=region, year=2026, name="样例办法", document="样例", content=content, sha256=digest(content),
        state=SchemeState.IN_USE, recorded_by=get_user_model().objects.first(), recorded_at=AT,
    )  # fmt: skip


def request(scheme: Scheme, as_of: datetime, by) -> ScoreRun:
    return ScoreRun.objects.create(
        region=scheme.region, scheme=scheme, until=CLOCK.until, as_of=as_of, requested_by=by, requested_at=AT
    )


def whole(sources: list[Measured], new_run, hand: float) -> float:
    """A run of all items over all units: gathered, scored with its arithmetic in words, placed, frozen, saved."""

    def ours():
        run = new_run()
        standing, worked, _ = timed(lambda: standing_of(run))
        finish_run(run=run, standing=standing, at=AT)
        return run, worked

    def theirs():
        run = new_run()
        by_hand.whole(sources, run)
        return run

    ((run, worked), engine, statements), (written, all_by_hand, _) = in_pairs((ours, theirs))
    print(
        f"  whole run: {run.lines.count()} units x {len(sources)} items, {statements} statements (promised: at most "
        f"60); {engine:.2f} s, of them {worked:.2f} s until placed; {engine / hand:.2f} times its measures by hand"
    )
    print(
        f"  points, places and rows by hand too: {all_by_hand:.2f} s, ratio {engine / all_by_hand:.2f}, same points "
        f"and places: {result_of(run) == result_of(written)}"
    )
    return engine


def result_of(run: ScoreRun) -> list[tuple]:
    rows = run.lines.values_list("unit_id", "rank", "total", "items__code", "items__points")
    return sorted(rows)
