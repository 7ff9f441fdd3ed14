"""Jobs of the projects floor: read a ledger, write a confirmed one into the register, look for duplicates in it."""

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from projects import actions, intake
from projects.actions.duplicates import find_alike_among, known_keys, known_pairs
from projects.likeness import Index
from projects.models import BatchState, ImportBatch, ImportRow, LedgerLayout, Project
from promo.jobs import Running
from promo.refusal import Refused
from promo.sheets.reading import BadWorkbook
from units.access import Access
from units.models import Region, Role

CHUNK = 400
VERIFIED = 25
SCANNED = 500


def read_ledger(running: Running, *, batch: int) -> None:
    """Read the file of a batch and stage its rows; a file that cannot be read leaves its sentence on the batch."""
    row = ImportBatch.objects.select_related("region", "uploaded_by").get(pk=batch)
    if row.state != BatchState.READING:
        return running.finish(note="已处理。")
    running.step(0, 0, "正在读取文件")
    try:
        with _local_copy(row) as path:
            reading = intake.read_ledger(
                path,
                suffix=path.suffix,
                cut_off_on=row.cut_off_on,
                answers=_answers(row),
                told=lambda done, total: running.step(done, 2 * total, "正在识别内容"),
            )
    except BadWorkbook as bad:
        with transaction.atomic():
            actions.keep_unreadable(batch=row, sentence=str(bad))
            return running.finish(note="文件无法读取。")
    count, total = len(reading.projects), len(reading.rows)
    running.step(total, 2 * total, "正在与项目库核对")
    today = timezone.localdate()
    own_units = intake.own_units_of(Access.of(row.uploaded_by, on=today), row.region)
    around = intake.surroundings(region=row.region, own_units=own_units, on=today, told=row.unit_names)
    row.columns = [sheet.as_json() for sheet in reading.sheets]
    rows = intake.decide(
        reading,
        batch=row,
        around=around,
        told=lambda done, total: running.step(total + done, 2 * total, "正在与项目库核对"),
    )
    _type_again(row, rows, around)
    with transaction.atomic():
        running.step(2 * total, 2 * total, "正在保存")
        actions.keep_reading(batch=row, rows=rows, columns=row.columns)
        running.finish(note=f"共读出{count}行项目。")
    return None


def _answers(batch: ImportBatch) -> intake.Answers:
    """What was said of this file, and what the office said earlier of files with the same heads."""
    known = LedgerLayout.objects.filter(region=batch.region, forgotten_at=None)
    return intake.Answers(batch.answers, dict(known.values_list("signature", "columns")))


def _type_again(batch: ImportBatch, rows: list[ImportRow], around) -> None:
    """What a person typed into cells before the file was read again stands as typed."""
    typed = {
        (sheet, number): cells
        for sheet, number, cells in batch.rows.exclude(typed={}).values_list("sheet", "number", "typed")
    }
    for row in rows if typed else ():
        cells = typed.get((row.sheet, row.number))
        if cells:
            intake.retype(row, cells, batch=batch, around=around)


@contextmanager
def _local_copy(batch: ImportBatch) -> Iterator[Path]:
    """The stored file as a file of this machine, wherever the store is."""
    with tempfile.TemporaryDirectory(prefix="ledger-") as folder:
        path = Path(folder) / f"ledger{Path(batch.name).suffix.lower()}"
        with batch.file.open("rb") as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path


def import_ledger(running: Running, *, batch: int) -> None:
    """Write a confirmed batch, some rows a transaction; taken up again it goes on where it was."""
    row = ImportBatch.objects.select_related("region", "confirmed_by").get(pk=batch)
    if row.state != BatchState.IMPORTING:
        return running.finish(note="已处理。")
    try:
        _write_rows(running, row)
        with transaction.atomic():
            count = actions.finish_import(batch=row, at=timezone.now())
            updated = row.rows.filter(is_chosen=True, target__isnull=False).count()
            running.finish(note=f"已导入{count}个项目{f'，更新{updated}个项目' if updated else ''}。")
    except actions.RowRefused as refusal:
        with transaction.atomic():
            running.step(0, 0)
            actions.give_up_import(batch=row, sentence=refusal.sentence, at=timezone.now())
        raise


def _write_rows(running: Running, batch: ImportBatch) -> None:
    chosen = batch.rows.filter(is_chosen=True, target=None)
    total = chosen.count()
    waiting = list(chosen.filter(imported_at=None).values_list("pk", flat=True))
    known = actions.LikelyByRegion(batch)
    with intake.without_pauses():
        _write_chunks(running, batch, waiting, total, known)


def _write_chunks(running: Running, batch: ImportBatch, waiting: list[int], total: int, known) -> None:
    for start in range(0, len(waiting), CHUNK):
        ids = waiting[start : start + CHUNK]
        _write_chunk(running, batch, ids, (total - len(waiting) + start + len(ids), total), known)
        gc.collect(0)  # what these rows left behind, without a look at all that came before


def _write_chunk(running: Running, batch: ImportBatch, ids: list[int], done: tuple[int, int], known) -> None:
    rows = list(ImportRow.objects.filter(pk__in=ids).only("sheet", "number", "reading").order_by("pk"))
    drafts = actions.draft_rows(batch=batch, rows=rows, known=known)
    with transaction.atomic():
        running.step(*done, "正在写入项目")
        actions.import_rows(batch=batch, drafts=drafts)


def verify_import(running: Running, *, batch: int) -> None:
    """Verify what an import brought, some projects a transaction; taken up again it goes on with what still waits."""
    row, by = ImportBatch.objects.select_related("region").get(pk=batch), running.job.requested_by
    access = Access.of(by, on=timezone.localdate())
    if not ImportBatch.objects.filter(
        access.regions_q("region__path", {Role.OFFICE_DIRECTOR}), pk=row.pk
    ).exists():
        raise Refused("您已不是本地区经济办主任，未作核实。")
    refused: Counter[str] = Counter()
    waiting = actions.families_to_verify(row)
    for start in range(0, len(waiting), VERIFIED):
        some = waiting[start : start + VERIFIED]
        with transaction.atomic():
            running.step(start + len(some), len(waiting), "正在核实项目")
            refused += actions.verify_imported(batch=row, families=some, by=by, at=timezone.localtime())
        running.give_way()
    with transaction.atomic():
        at = timezone.localtime()
        running.finish(note=actions.finish_bulk_verification(batch=row, refused=refused, by=by, at=at))


def scan_duplicates(running: Running, *, region: int) -> None:
    """Compare every project of a region with those registered before it; what was found before is not asked again."""
    place = Region.objects.get(pk=region)
    rows = Project.objects.listed().filter(region=place).order_by("registered_at", "pk")
    total, known, at = rows.count(), known_pairs(place), timezone.now()
    index, batch, found = Index(), [], 0
    for done, (pk, keys) in enumerate(known_keys(rows), start=1):
        alike = find_alike_among(keys, index)
        batch += [(pk, one) for one in alike if frozenset((pk, one.project_id)) not in known]
        index.add(pk, keys)
        if done % SCANNED == 0 or done == total:
            with transaction.atomic():
                running.step(done, total, "正在比对项目")
                found += actions.keep_pairs(pairs=batch, at=at)
            batch = []
    with transaction.atomic():
        found += actions.keep_pairs(pairs=batch, at=at)
        running.finish(note=f"已比对{total}个项目，新发现{found}对。")
