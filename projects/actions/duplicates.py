"""Pairs that look alike are shown to a person; nothing is merged and nothing is refused because of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from projects.likeness import Comparison, Index, Keys, Record, compare, keys_of
from projects.models import DuplicateHint, Project
from projects.models.duplicate import HintState
from promo import jobs
from promo.models.event import record
from promo.pinyin import initials
from promo.refusal import Refused
from units.models import Region

COLUMNS = (
    "pk", "name", "investor__name", "investor__credit_code", "phone", "host_place", "industry", "amount", "currency",
)  # fmt: skip
KEPT = 5  # pairs kept of one project: what is likelier comes first
LOOKS = 2  # of these, at most so many that are only worth a look
READ = 1500
SPOKEN = 4  # initials of so many signs find a name that is written with other characters


@dataclass(frozen=True)
class Alike:
    """A project that looks like what was typed, and why."""

    project_id: int
    comparison: Comparison

    @property
    def grade(self) -> str:
        return self.comparison.grade

    @property
    def reason(self) -> str:
        return self.comparison.reason


def record_of(
    name: str, investor: str | None = "", credit_code: str | None = "", phone: str = "", place: str = "",
    industry: str = "", amount=None, currency: str = "CNY",
) -> Record:  # fmt: skip
    return Record(name, investor or "", credit_code or "", phone, place, industry, amount, currency)


def record_of_project(project: Project) -> Record:
    party = project.investor
    return record_of(
        project.name, party.name if party else "", party.credit_code if party else "", project.phone,
        project.host_place, project.industry, project.amount, project.currency,
    )  # fmt: skip


def known_keys(rows: QuerySet[Project]) -> Iterable[tuple[int, Keys]]:
    """(id, keys) of projects: read once, compared many times."""
    return ((pk, keys_of(record_of(*columns))) for pk, *columns in rows.values_list(*COLUMNS).iterator())


def neighbours(keys: Keys, *, region: Region) -> QuerySet[Project]:
    """The projects of a region that may resemble a record, found by the database: one statement, however many there
    are. Names are looked for by pairs of signs and by the initials of what they sound like."""
    wanted = Q(pk__in=())
    product = keys.name.product
    for pair in sorted(sign[2:] for sign in keys.signs if sign.startswith("n:"))[:12]:
        wanted |= Q(search_text__contains=pair)
    for spoken in (product, keys.company.core):
        if len(letters := initials(spoken)) >= SPOKEN:
            wanted |= Q(search_text__contains=letters[: SPOKEN + 2])
    if len(keys.company.brand) >= 2:
        wanted |= Q(search_text__contains=keys.company.brand)
    if keys.code:
        wanted |= Q(investor__credit_code__iexact=keys.code)
    for number in keys.phones:
        wanted |= Q(phone__contains=number)
    return Project.objects.listed().filter(wanted, region=region).order_by("-pk")[:READ]


def find_alike(
    *, wanted: Record, region: Region, besides: int | None = None, limit: int = KEPT
) -> list[Alike]:
    """Projects of a region that resemble a record, the likeliest first; `besides` is the record's own id."""
    keys = keys_of(wanted)
    rows = list(neighbours(keys, region=region).values_list(*COLUMNS))
    others = ((pk, keys_of(record_of(*columns))) for pk, *columns in reversed(rows) if pk != besides)
    pairs = [(pk, compare(keys, other)) for pk, other in others]
    return likeliest(pairs, limit=limit)


def find_alike_among(keys: Keys, index: Index, *, limit: int = KEPT) -> list[Alike]:
    """As find_alike, among records that are in memory."""
    return likeliest(index.alike(keys, looks=LOOKS), limit=limit)


def likeliest(pairs: Iterable[tuple[int, Comparison]], *, limit: int) -> list[Alike]:
    """Of the equally likely whoever comes first in `pairs`, which is who was registered first."""
    found = sorted((pair for pair in pairs if pair[1].grade), key=lambda pair: -pair[1].likeness)
    sure = [pair for pair in found if pair[1].grade != "l4"][:limit]
    looks = [pair for pair in found if pair[1].grade == "l4"][: min(LOOKS, limit - len(sure))]
    return [Alike(*pair) for pair in (*sure, *looks)]


def hint_of(project: Project, alike: Alike, other_id: int, *, at: datetime) -> DuplicateHint:
    """An unsaved pair for the queue; `project` is the later of the two."""
    return DuplicateHint(project=project, other_id=other_id, found_at=at, **words_of(alike))


def words_of(alike: Alike) -> dict:
    """What the queue keeps of a comparison."""
    found = alike.comparison
    return {
        "grade": found.grade, "likeness": found.likeness, "reason": found.reason[:100], "fields": found.as_json(),
        "suggests": found.suggests,
    }  # fmt: skip


@transaction.atomic
def note_duplicates(*, project: Project, at: datetime) -> list[DuplicateHint]:
    """Keep the likely pairs of a new project for the economic office."""
    found = find_alike(wanted=record_of_project(project), region=project.region, besides=project.pk)
    hints = [hint_of(project, alike, alike.project_id, at=at) for alike in found]
    return DuplicateHint.objects.bulk_create(hints)


@transaction.atomic
def scan_duplicates(*, region: Region, by, at: datetime):
    """Ask for a comparison of all projects of a region; pairs that were answered are not asked again."""
    title = f"查找疑似重复项目：{region.name}"
    job = jobs.enqueue(
        "scan_duplicates", title=title, by=by, at=at, key=f"duplicates:{region.pk}", region=region.pk
    )
    record(region, "duplicates_scanned", by=by, at=at, name=region.name)
    return job


def known_pairs(region: Region) -> set[frozenset[int]]:
    """Every pair that was ever found, whichever way round and however answered."""
    rows = DuplicateHint.objects.filter(project__region=region).values_list("project_id", "other_id")
    return {frozenset(pair) for pair in rows}


@transaction.atomic
def keep_pairs(*, pairs: Iterable[tuple[int, Alike]], at: datetime) -> int:
    """New pairs (the later project's id, the earlier one's likeness) of a scan; returns how many are new."""
    hints = []
    for later, alike in pairs:
        hint = hint_of(Project(pk=later), alike, alike.project_id, at=at)
        hints.append(hint)
    return len(DuplicateHint.objects.bulk_create(hints, ignore_conflicts=True))


def answered(hint: DuplicateHint, state: str, *, by, at: datetime, answer: str = "") -> None:
    """Take an open pair out of the queue. Refused when somebody was quicker."""
    taken = DuplicateHint.objects.open().filter(pk=hint.pk)
    if not taken.update(state=state, decided_by=by, decided_at=at, answer=answer[:200]):
        raise Refused("这一对已经核对过。")
    hint.refresh_from_db()


@transaction.atomic
def mark_different(*, hint: DuplicateHint, by, at: datetime, reason: str = "") -> DuplicateHint:
    """A person looked: these are two projects. The answer is remembered and the pair not asked again."""
    answered(hint, HintState.DIFFERENT, by=by, at=at, answer=reason)
    for one, other in ((hint.project, hint.other), (hint.other, hint.project)):
        record(one, "duplicate_denied", by=by, at=at, other=f"{other.name}（{other.code}）", reason=reason)
    return hint


@transaction.atomic
def explain_alike(*, project: Project, reason: str, by, at: datetime) -> None:
    """Whoever registered it said why it is not a repetition; the pairs wait for the office all the same."""
    project.duplicate_hints.open().update(answer=f"登记时说明：{reason}"[:200])
    record(project, "duplicate_explained", by=by, at=at, reason=reason)


@transaction.atomic
def reopen_pair(*, hint: DuplicateHint, reason: str, by, at: datetime) -> DuplicateHint:
    """The answer "two projects" was wrong or is doubted: the pair waits again."""
    if not reason.strip():
        raise Refused("请填写重新核对的原因。", field="reason")
    if not DuplicateHint.objects.filter(pk=hint.pk, state=HintState.DIFFERENT).update(**OPEN_AGAIN):
        raise Refused("这一对不在“不是重复”状态，请刷新查看。")
    hint.refresh_from_db()
    for one, other in ((hint.project, hint.other), (hint.other, hint.project)):
        record(one, "duplicate_reopened", by=by, at=at, other=f"{other.name}（{other.code}）", reason=reason)
    return hint


OPEN_AGAIN = {"state": HintState.OPEN, "decided_by": None, "decided_at": None, "answer": ""}
