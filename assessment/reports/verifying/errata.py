"""A correction held against its checksum, and worked out again from the ledger as known at its own moment."""

from assessment.models import Erratum
from assessment.reports.errata import erratum_digest, worked_out
from assessment.reports.restating import NotAdditive
from assessment.reports.standing import SchemeChanged
from assessment.reports.verifying import lines
from assessment.reports.verifying.differences import AGAIN, STORED, Checked, Difference
from assessment.reports.verifying.rankings import recorded_sha, title_of


def check_erratum(erratum: Erratum) -> Checked:
    """An approved correction with `run__scheme__region`, `run__previous`, `base` and `unit`."""
    found: list[Difference] = []
    notes: tuple[str, ...] = ()
    run, rows = erratum.run, erratum.frozen.get("rows", [])
    again = erratum_digest(erratum)
    if again != erratum.sha256:
        found.append(Difference(STORED, "", "", "更正内容与校验值不符", erratum.sha256[:16], again[:16]))
    recorded = recorded_sha(run, "erratum_approved", number=erratum.number)
    if recorded and recorded != erratum.sha256:
        found.append(Difference(STORED, "", "", "校验值与批准记录不符", erratum.sha256[:16], recorded[:16]))
    if erratum.frozen.get("run") != run.sha256:
        kept = str(erratum.frozen.get("run", ""))
        found.append(Difference(STORED, "", "", "所更正排名的校验值", run.sha256[:16], kept[:16]))
    try:
        worked = worked_out(
            run, base=erratum.base, unit_code=erratum.unit.code if erratum.unit else "", item=erratum.item,
            as_of=erratum.as_of, facts=False,
        )  # fmt: skip
        found += lines.differences(rows, worked.after, step=AGAIN, words=bool(found))
    except SchemeChanged:
        notes = ("考核办法正文已被改动，不能重新计算。",)
    except (NotAdditive, KeyError, ValueError, TypeError) as error:
        kept = type(error).__name__
        found.append(Difference(AGAIN, "", "", "存档内容残缺，不能重新计算", kept, "可以重新计算"))
    return Checked(f"{title_of(run)}{erratum.title}", lines.count_of(rows), tuple(found), notes)
