"""Columns whose head is the bare word of a step (签约, 开工): which step it is, and which day its day would be."""

from projects.intake.headers import of_a_plan, plain_head
from projects.intake.stage_words import hear_stage

DAYS = {
    "signed": "signed_on", "registered": "registered_on", "filed": "filed_on", "started": "started_on",
    "completed": "completed_on", "producing": "produced_on", "at_capacity": "at_capacity_on",
}  # fmt: skip
LONGEST_WORD = 6  # 已签约未开工 at most; what is longer is a sentence and no name of a stage


def stage_of(head: str) -> str | None:
    """The stage that is all a head says."""
    *above, word = (plain_head(part) for part in head.split("/"))
    if of_a_plan(above):
        return None
    return hear_stage(word).stage if 0 < len(word) <= LONGEST_WORD else None
