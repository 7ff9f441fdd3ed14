"""Whatever is decided about shares, units and facts: every fact counts exactly once, to the last 分."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessment.ledger_series import region_totals, sums_by_unit
from projects import actions, ledger
from projects.models import Arrival, Dispute, Milestone, Posting
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_arrival, make_unit, signed_project, slip, verify
from tests.house.world import undone
from units.actions import Handover
from units.models import Membership, Unit

START = date(2026, 1, 5)
DAYS = st.integers(min_value=0, max_value=(TODAY - START).days)
FEN = st.integers(min_value=1, max_value=10**9)
SHARE = st.integers(min_value=1, max_value=9_999)
STEPS = st.one_of(
    *(st.tuples(st.just(name), FEN, DAYS) for name in ("arrive", "cut", "supplement")),
    *(
        st.tuples(st.just(name), SHARE, DAYS)
        for name in ("share", "share_one_measure", "transfer", "merge", "split")
    ),
    *(st.tuples(st.just(name), st.integers(0, 5), DAYS) for name in ("reverse", "doubt")),
)


class History:
    """One project and the people around it; a step that the product refuses changes nothing."""

    def __init__(self, town) -> None:
        self.town, self.made = town, 0
        self.clerk, self.director = town.people["unit_clerk"], town.people["office_director"]
        villages = [town.units["village"], town.units["other_village"]]
        self.project = signed_project(
            unit=villages[0], by=self.clerk, verifier=self.director, amount="90000000000", on=START
        )
        Membership.objects.filter(unit__in=villages).update(valid_to=START)

    def do(self, step: tuple[str, int, int]) -> None:
        name, number, offset = step
        self.project.refresh_from_db()
        with suppress(Refused):
            getattr(self, name)(number, START + timedelta(days=offset))

    def units(self) -> list[Unit]:
        return list(Unit.objects.filter(is_assessed=True, valid_to=None).order_by("pk"))

    def arrive(self, fen: int, day: date, **more) -> None:
        row = make_arrival(project=self.project, by=self.clerk, amount=Decimal(fen).scaleb(-2), on=day)
        verify(row, by=self.director, **more)

    def cut(self, fen: int, day: date) -> None:
        self.arrive(fen, day, recognised=Decimal((fen + 2) // 3).scaleb(-2), cut_reason="凭证不足")

    def supplement(self, fen: int, day: date) -> None:
        row = actions.record_milestone(
            project=self.project, kind="supplement", event_on=day, amount=Decimal(-fen if fen % 2 else fen).scaleb(-2),
            by=self.clerk, at=NOW, files=[slip("补充协议.pdf")],
        )  # fmt: skip
        verify(row, by=self.director)

    def share(self, part: int, day: date, measure: str = "") -> None:
        first, second, third = [self.units()[(part + i) % len(self.units())] for i in range(3)]
        actions.share_credit(
            project=self.project, shares=[(first, part), (second, 10_000 - part)], valid_from=day, measure=measure,
            also=[(third, part)] if part % 2 else [], reason="会议纪要", version=self.project.version,
            by=self.director, at=NOW,
        )  # fmt: skip

    def share_one_measure(self, part: int, day: date) -> None:
        self.share(part, day, measure="arrived_capital" if part % 3 else "signed_count")

    def transfer(self, kept: int, day: date) -> None:
        row = actions.ask_transfer(
            project=self.project, kind="area", from_unit=self.project.lead_unit, valid_from=day, from_share=kept,
            to_unit=self.units()[kept % len(self.units())], document="流转协议", reason="", by=self.clerk, at=NOW,
        )  # fmt: skip
        heads = (self.clerk, self.town.people["supervisor"], self.director)  # three different people
        steps = (actions.give_project, actions.receive_project, actions.decide_transfer)
        for step, person in zip(steps, heads, strict=True):
            row.refresh_from_db()
            step(transfer=row, version=row.version, by=person, at=NOW)

    def merge(self, number: int, day: date) -> None:
        units = self.units()
        ending, heir = units[number % len(units)], units[(number + 1) % len(units)]
        self._change("merge", [Handover(ending, heir)], day, carries=number % 2)

    def split(self, part: int, day: date) -> None:
        heirs = [self._new_unit(), self._new_unit()]
        ending = self.units()[part % 6]
        lines = [Handover(ending, heirs[0], part), Handover(ending, heirs[1], 10_000 - part)]
        self._change("split", lines, day, carries=part % 2)

    def _new_unit(self) -> Unit:
        self.made += 1
        return make_unit(f"X{self.made}", region=self.town.region)

    def _change(self, kind: str, lines: list[Handover], day: date, *, carries: int) -> None:
        actions.decide_unit_change(
            region=self.town.region, kind=kind, lines=lines, effective_on=day, document="机构改革方案",
            carry_from=START if carries else None, by=self.director, at=NOW,
        )  # fmt: skip

    def reverse(self, number: int, day: date) -> None:
        fact = self._verified(number)
        row = actions.reverse_fact(
            fact=fact, reason="误登", statistical_on=max(day, fact.statistical_on), by=self.clerk, at=NOW
        )
        verify(row, by=self.director)

    def doubt(self, number: int, day: date) -> None:
        waiting = Dispute.objects.filter(state="open").first()
        if waiting:
            actions.settle_dispute(
                dispute=waiting, state="cleared" if number % 2 else "upheld", outcome="已核", version=waiting.version,
                by=self.director, at=NOW,
            )  # fmt: skip
        else:
            actions.raise_dispute(
                fact=self._verified(number), reason="存疑", by=self.town.people["supervisor"], at=NOW
            )

    def _verified(self, number: int):
        facts = [fact for model in (Arrival, Milestone) for fact in model.objects.verified().live()]
        if not facts:
            raise Refused("没有可以冲销的记录。")
        return facts[number % len(facts)]


def standing(**of_fact) -> Counter:
    """Measure -> what stands of a fact in the ledger, without what is also counted."""
    sums = Counter()
    rows = Posting.objects.counted().filter(answers=None, answered_by=None, **of_fact)
    for measure, quantity in rows.values_list("measure", "quantity"):
        sums[measure] += quantity
    return Counter({measure: quantity for measure, quantity in sums.items() if quantity})


def hold_true(town) -> None:
    """Each fact stands for its worth or, taken back or doubted, for nothing; so does the sum of the region."""
    whole: Counter = Counter()
    for model in (Milestone, Arrival):
        live = set(model.objects.verified().live().values_list("pk", flat=True))
        for fact in model.objects.select_related("project"):
            worth = Counter({measure: quantity for measure, quantity in ledger.worth(fact) if quantity}) if (
                fact.pk in live and not fact.is_doubted
            ) else Counter()  # fmt: skip
            assert standing(**{fact.subject: fact}) == worth
            for measure, quantity in worth.items():
                whole[measure] += quantity
    sums = Counter()
    for row in Posting.objects.counted().values_list("measure", "quantity"):
        sums[row[0]] += row[1]
    assert {m: q for m, q in sums.items() if q} == {m: q for m, q in whole.items() if q}
    assert Posting.objects.filter(answers__answers__isnull=False).count() == 0
    answered = Posting.objects.exclude(answers=None).values_list("quantity", "answers__quantity")
    assert all(taken == -given for taken, given in answered)
    by_unit = sums_by_unit(
        town.region, start=date(1978, 1, 1), end=date(2100, 1, 1), as_of=ledger.moment(NOW)
    )
    totals = region_totals(by_unit)
    assert totals["arrived_capital"] * 100 == whole["arrived_capital"]
    assert totals["signed_count"] * 10_000 == whole["signed_count"]


@settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=st.lists(STEPS, min_size=3, max_size=8))
def test_any_history_of_shares_transfers_units_and_doubts_conserves_every_fen(town, steps):
    with undone():
        history = History(town)
        for step in steps:
            history.do(step)
        hold_true(town)
