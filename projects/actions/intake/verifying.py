"""What a ledger brought is verified as a whole: every fact by the rule for a single one, some projects a time."""

from collections import Counter
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from projects.actions.facts import verify_facts
from projects.actions.intake.sampling import hold_imported, refuse_own, result_of
from projects.actions.turns import take_turns
from projects.family import in_family_of
from projects.models import Arrival, FactState, ImportBatch, Milestone
from promo import jobs
from promo.models import Event, Job
from promo.models.event import record
from promo.refusal import Refused

REASONS_KEPT = 5
ASKED = "import_verification_asked"


def waiting_facts(batch: ImportBatch) -> tuple[QuerySet[Milestone], QuerySet[Arrival]]:
    """(milestones, arrivals) of an import that nobody decided about."""
    return tuple(
        model.objects.filter(import_row__batch=batch, state=FactState.RECORDED)
        for model in (Milestone, Arrival)
    )


@transaction.atomic
def ask_bulk_verification(*, batch: ImportBatch, reason: str, by, at: datetime) -> Job:
    """Have everything verified that the import brought. What the samples found goes into the record; a sample that is
    not finished holds it up, and where rows differed a reason is asked for."""
    hold_imported(batch, sentence="该批次不在已导入状态，不能成批核实。")
    refuse_own(batch, by=by, sentence="上传或确认本次导入的人不能核实，请由他人办理。")
    _refuse_nothing_to_do(batch)
    told = _sampled(batch, reason=reason)
    title = f"成批核实：{batch.name[:100]}"
    batch.job = jobs.enqueue(
        "verify_import", title=title, by=by, at=at, key=f"verify:{batch.pk}", batch=batch.pk
    )
    batch.save(update_fields=["job"])
    record(
        batch, ASKED, by=by, at=at, name=batch.name, sample=told or "未抽查",
        reason=reason.strip(),
    )  # fmt: skip
    return batch.job


def _refuse_nothing_to_do(batch: ImportBatch) -> None:
    if Job.objects.live().filter(key=f"verify:{batch.pk}").exists():
        raise Refused("本批正在核实，请等待完成。")
    if not any(rows.exists() for rows in waiting_facts(batch)):
        raise Refused("没有待核实的节点和资金。")


def _sampled(batch: ImportBatch, *, reason: str) -> str:
    """What the samples found, in words; refused where one is not finished, or rows differ and nobody says why."""
    results = [(sample, result_of(sample)) for sample in batch.samples.order_by("pk")]
    if any(result.left for _, result in results):
        raise Refused("抽查的行尚未核对完毕，请核对完毕后再成批核实。")
    if any(result.differs for _, result in results) and not reason.strip():
        raise Refused("抽查中有不一致的行，请写明处理情况后再成批核实。", field="reason")
    return "；".join(
        f"抽查{result.size}行，一致{result.agrees}行，不一致{result.differs}行，种子{sample.seed}"
        for sample, result in results
    )


def families_to_verify(batch: ImportBatch) -> list[int]:
    """The projects, of merged ones the kept ones, of which something waits."""
    pairs = chain.from_iterable(
        facts.order_by().values_list("project_id", "project__merged_into") for facts in waiting_facts(batch)
    )
    return sorted({head or project for project, head in pairs})


@transaction.atomic
def verify_imported(*, batch: ImportBatch, families: list[int], by, at: datetime) -> Counter[str]:
    """Verify what the import brought of some families of projects; how many were not, by the reason."""
    own = in_family_of(families)
    rows = [facts.filter(own) for facts in waiting_facts(batch)]
    take_turns(chain.from_iterable(facts.order_by().values_list("project_id", flat=True) for facts in rows))
    asked = [(fact, fact.version) for facts in rows for fact in facts.all()]
    refused = verify_facts(facts=asked, by=by, at=at)
    return Counter(refusal.sentence for _, refusal in refused)


@transaction.atomic
def finish_bulk_verification(*, batch: ImportBatch, refused: Counter[str], by, at: datetime) -> str:
    """Say on the import what came of it since it was asked for; returns the sentence. What the person verified singly
    before that is not told again."""
    asked = Event.objects.about(batch).filter(verb=ASKED).order_by("-pk").first()
    done = {"state": FactState.VERIFIED, "verified_by": by, "verified_at__gte": asked.at}
    facts = [model.objects.filter(import_row__batch=batch, **done).count() for model in (Milestone, Arrival)]
    left = sum(rows.count() for rows in waiting_facts(batch))
    reasons = "；".join(
        f"{sentence.rstrip('。')}（{count}条）" for sentence, count in refused.most_common(REASONS_KEPT)
    )
    record(
        batch, "import_verified", by=by, at=at, name=batch.name, facts=sum(facts), left=left, reason=reasons
    )
    return f"已核实{sum(facts)}条" + (f"，{left}条未核实" if left else "") + "。"
