"""Where a target is looked up, and the words that tell it from the others of its measure."""

from urllib.parse import urlencode

from django.urls import reverse

from assessment import parts
from assessment.countable import Countable
from assessment.models import TargetSet
from units.models import Region

BESIDE = (TargetSet.BASE, TargetSet.STRETCH)  # shown in the row of the own target


def target_address(
    year: int, measure: str, unit_id: int, target_set: str = TargetSet.OWN, part: str = parts.YEAR,
    *, page: str = "target_history",
) -> str:  # fmt: skip
    kwargs = {"year": year, "measure": measure, "unit_pk": unit_id}
    return reverse(f"assessment:{page}", kwargs=kwargs) + query(target_set, part)


def region_target_address(
    year: int, measure: str, region: Region, target_set: str = TargetSet.OWN, part: str = parts.YEAR,
    *, page: str = "target_history",
) -> str:  # fmt: skip
    kwargs = {"year": year, "measure": measure, "region_pk": region.pk}
    return reverse(f"assessment:{page}", kwargs=kwargs) + query(target_set, part)


def query(target_set: str, part: str) -> str:
    """'?set=base&part=q1'; '' for the own target of the year."""
    said = {"set": target_set if target_set != TargetSet.OWN else "", "part": part}
    said = {name: value for name, value in said.items() if value}
    return f"?{urlencode(said)}" if said else ""


def which_words(target_set: str, part: str) -> str:
    """'（上级下达，至二季度末）'; '' for the own target of the year."""
    set_words = TargetSet(target_set).label if target_set != TargetSet.OWN else ""
    said = "，".join(filter(None, (set_words, parts.words(part))))
    return f"（{said}）" if said else ""


def measure_head(one: Countable, target_set: str = "") -> str:
    """'签约金额（万元）'; with a set '签约金额保底目标（万元）'."""
    aim = f"{TargetSet(target_set).label}目标" if target_set else ""
    return f"{one.name}{aim}（{one.unit_word}）"
