"""The old ledger: projects from before the product, which come in through the import like any office's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.demonstration import places
from assessment.demonstration.invented import Inventor
from projects import actions, tasks
from projects.models import ImportBatch, Project
from promo import jobs
from promo.sheets.writing import workbook
from promo.tables import Column, Table

ROWS = 36
HEADS = (
    ("项目编号", "text"), ("项目名称", "text"), ("投资方", "text"), ("引资单位", "text"), ("落户地", "text"),
    ("产业类型", "text"), ("内资/外资", "text"), ("建设性质", "text"), ("项目阶段", "text"),
    ("合同投资额（万元）", "count"), ("累计到位资金（万元）", "count"), ("签约日期", "day"), ("开工日期", "day"),
    ("竣工日期", "day"), ("联系人", "text"), ("联系电话", "text"), ("备注", "text"),
)  # fmt: skip
STAGES = (("在谈", 6), ("签约", 8), ("开工", 12), ("竣工", 6), ("终止", 2))


@dataclass(frozen=True)
class Row:
    cells: tuple

    @property
    def unit(self) -> str:
        return self.cells[3]


def plan(cast, timeline, rng: Random) -> None:
    """The ledger of the day before the beginning, uploaded, confirmed and verified in the first weeks."""
    first = cast.today - timedelta(days=722)
    rows = list(_rows(Random(rng.random()), cut_off=first))  # noqa: S311 - invented data
    timeline.add(_at(cast, first, 10), _upload(cast, rows, first, rng))


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), cast.zone)


def _rows(rng: Random, *, cut_off: date) -> Iterator[Row]:
    inventor = Inventor(Random(rng.random()))  # noqa: S311
    units = [place for place in places.ASSESSED for _ in range(place.weight)]
    kinds, weights = zip(*STAGES, strict=True)
    for number in range(1, ROWS + 1):
        idea, stage = inventor.idea(), rng.choices(kinds, weights)[0]
        signed = cut_off - timedelta(days=rng.randint(120, 420))
        started = signed + timedelta(days=rng.randint(20, 90))
        completed = started + timedelta(days=rng.randint(10, 25))
        is_signed = stage in ("签约", "开工", "竣工")
        yield Row(
            (
                f"QS-{number:03d}", idea.name, idea.investor, rng.choice(units).name, "镇区", idea.industry, "内资",
                "新建",
                stage, idea.wan if is_signed else None,
                idea.wan * rng.randint(10, 60) // 100 if is_signed and stage != "签约" else None,
                signed if is_signed else None, started if stage in ("开工", "竣工") else None,
                completed if stage == "竣工" else None, f"{rng.choice('赵钱孙李')}某",
                f"138{rng.randint(0, 9999):04d}0000", "",
            )
        )  # fmt: skip


def _file(rows: list[Row], cut_off: date, made_at: datetime) -> SimpleUploadedFile:
    columns = [Column(title, _cell(i), kind) for i, (title, kind) in enumerate(HEADS)]
    table = Table("招商引资项目台账", columns, rows, as_of=cut_off)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return SimpleUploadedFile(
        "青石镇招商引资项目台账.xlsx", workbook([table], made_at=made_at), content_type=kind
    )


def _cell(index: int) -> Callable:
    return lambda row: row.cells[index]


def _upload(cast, rows: list[Row], cut_off: date, rng: Random) -> Callable:
    def act(at: datetime) -> None:
        clerk = cast.people["office_clerk"]
        batch = actions.receive_ledger(
            region=cast.region, file=_file(rows, cut_off, at), cut_off_on=cut_off, by=clerk, at=at
        )
        tasks.read_ledger(jobs.claim(batch.job_id, now=at), batch=batch.pk)
        cast.schedule(at + timedelta(hours=2), lambda now: _confirm(cast, batch, rng, now))

    return act


def _confirm(cast, batch: ImportBatch, rng: Random, at: datetime) -> None:
    batch.refresh_from_db()
    actions.confirm_import(batch=batch, version=batch.version, by=cast.people["office_clerk"], at=at)
    running = jobs.claim(batch.job_id, now=at)
    rows = list(batch.rows.filter(is_chosen=True).order_by("pk"))
    drafts = actions.draft_rows(batch=batch, rows=rows, known=actions.LikelyByRegion(batch))
    actions.import_rows(batch=batch, drafts=drafts)
    actions.finish_import(batch=batch, at=at)
    running.finish(note="已导入。")
    for project in Project.objects.filter(import_row__batch=batch):
        cast.projects.append(project)
        for fact in [*project.milestones.all(), *project.arrivals.all()]:
            cast.desk.wait_for(fact, at=at, rng=rng)
        if rng.random() < 0.85:
            _look_after(cast, project, rng, at)


def _look_after(cast, project: Project, rng: Random, at: datetime) -> None:
    """Somebody keeps an eye on the old project; the others are found standing still."""
    clerk = next(cast.clerk_of(code) for code, unit in cast.units.items() if unit == project.lead_unit)

    def visit(now: datetime) -> None:
        project.refresh_from_db()
        if project.is_open:
            actions.record_progress(
                project=project,
                happened_on=now.date(),
                text="走访企业，了解生产经营和用工情况。",
                by=clerk,
                at=now,
            )

    day = at
    while (day := day + timedelta(days=rng.randint(40, 58))) <= at + timedelta(days=730):
        cast.schedule(day, visit)
