"""Imported rows drawn at random and held against their source cells, so that the whole may be verified with reason."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Count, Q

from projects.authors import SHAPED, hand_in_batch, has_corrected
from projects.models import BatchState, ImportBatch, ImportRow, ImportSample, SampledRow, SampleVerdict
from projects.models.sampling import MOST_SAMPLED
from promo.inserting import insert_new
from promo.models.event import record
from promo.refusal import Refused

OWN = "上传或确认本次导入的人不能抽查，请由他人办理。"
TOLD = "您指定过本批的栏目含义或单位，不能抽查和核实，请由他人办理。"
NOT_IMPORTED = "该批次不在已导入状态，不能抽查。"


@dataclass(frozen=True)
class SampleResult:
    """How far a sample has come, and what was found."""

    size: int
    agrees: int
    differs: int

    @property
    def left(self) -> int:
        return self.size - self.agrees - self.differs


def place_of(seed: str, row: ImportRow) -> str:
    """What rows are sorted by: the first `size` are drawn. Anybody can work it out again from the seed."""
    return sha256(f"{seed}:{row.sheet}:{row.number}".encode()).hexdigest()


def result_of(sample: ImportSample) -> SampleResult:
    counted = {one: Count("pk", Q(verdict=one)) for one in SampleVerdict.values}
    return SampleResult(sample.size, **sample.rows.aggregate(**counted))


def refuse_own(batch: ImportBatch, *, by, sentence: str = OWN) -> None:
    """Four eyes: whoever brought the ledger in, or said what its columns mean, in which unit they
    count or which units it means, does not say that it is right."""
    hand = hand_in_batch(batch, by)
    if hand:
        raise Refused(TOLD if hand is SHAPED else sentence)


def hold_imported(batch: ImportBatch, *, sentence: str = NOT_IMPORTED) -> None:
    """One draws, checks or verifies at a time, and only what is in the register."""
    held = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.DONE)
    if held.first() is None:
        raise Refused(sentence)


@transaction.atomic
def draw_sample(*, batch: ImportBatch, size: int, seed: str, by, at: datetime) -> ImportSample:
    """Draw `size` of the imported rows by `seed`. Refused while an earlier sample has rows nobody opened yet."""
    hold_imported(batch)
    refuse_own(batch, by=by)
    if SampledRow.objects.filter(sample__batch=batch, verdict="").exists():
        raise Refused("上次抽取的行尚未核对完毕，请核对完毕后再抽取。")
    rows = list(batch.rows.filter(imported_at__isnull=False).only("sheet", "number"))
    most = min(len(rows), MOST_SAMPLED)
    if not 0 < size <= most:
        raise Refused(f"抽查行数应在1至{most}之间。", field="size")
    sample = ImportSample.objects.create(
        batch=batch, size=size, population=len(rows), seed=seed, drawn_by=by, drawn_at=at
    )
    drawn = sorted(rows, key=lambda row: place_of(seed, row))[:size]
    insert_new(
        SampledRow,
        [{"sample_id": sample.pk, "row_id": row.pk, "place": place} for place, row in enumerate(drawn, 1)],
    )
    record(batch, "import_sampled", by=by, at=at, name=batch.name, rows=size, population=len(rows), seed=seed)
    return sample


@transaction.atomic
def check_sampled(*, one: SampledRow, verdict: str, note: str, by, at: datetime) -> SampledRow:
    """The row was opened beside its source cells: the register agrees with them, or in what it does not."""
    batch = one.sample.batch
    hold_imported(batch)
    refuse_own(batch, by=by)
    if has_corrected(one.row, by):
        raise Refused("您曾改正过这一行，不能核对，请由他人核对。")
    one.refresh_from_db(fields=["verdict"])
    if one.verdict:
        raise Refused("该行已核对，结果不能更改。")
    if verdict == SampleVerdict.DIFFERS and not note.strip():
        raise Refused("不一致的，请写明哪一栏不一致。", field="note")
    one.verdict, one.note, one.checked_by, one.checked_at = verdict, note.strip(), by, at
    one.save(update_fields=["verdict", "note", "checked_by", "checked_at"])
    said = str(SampleVerdict(verdict).label)
    record(
        batch, "import_row_checked", by=by, at=at, name=batch.name, row=str(one.row), verdict=said,
        reason=one.note,
    )  # fmt: skip
    result = result_of(one.sample)
    if not result.left:
        record(
            batch, "import_sample_done", by=by, at=at, name=batch.name, rows=result.size, agrees=result.agrees,
            differs=result.differs, seed=one.sample.seed,
        )  # fmt: skip
    return one
