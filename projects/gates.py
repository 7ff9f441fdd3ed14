"""What a milestone must have before it counts: the office's list for its stage, and what of it is not there yet.

The list is the rule of the event day and the project's place (kind 'gates'); an office that decided none asks nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects import stages
from projects.family_facts import family_of
from projects.known import Known
from projects.models import LeadState, Milestone, Project
from projects.rules_in_force import RuleInForce, RuleOf, rule_for

NEED_WORDS = {"paper": "材料", "stage": "前置节点", "field": "项目信息", "screening": "线索研判"}
QUALIFIED = (LeadState.QUALIFIED, LeadState.EXEMPT)  # what came before screening was kept is not asked for it
FRAMEWORK_WORDS = ("框架", "意向", "备忘录", "战略合作")
FROM_INVESTOR = {"investor": "name", "credit_code": "credit_code"}


@dataclass(frozen=True)
class Condition:
    """One line of the list and whether it is met."""

    need: str
    code: str
    name: str
    required: bool
    is_met: bool

    @property
    def is_paper(self) -> bool:
        return self.need == "paper"

    @property
    def words(self) -> str:
        """'材料：施工许可证'."""
        return f"{NEED_WORDS[self.need]}：{self.name}"


@dataclass(frozen=True)
class Gate:
    """The conditions of one stage by the rule of a day; `opinions` are (unit code, working days) to be asked."""

    rule: RuleInForce
    conditions: tuple[Condition, ...]
    opinions: tuple[tuple[str, int], ...] = ()

    @property
    def missing(self) -> list[Condition]:
        """What is required and not there."""
        return [row for row in self.conditions if row.required and not row.is_met]

    @property
    def missing_words(self) -> str:
        return "、".join(row.name for row in self.missing)

    @property
    def papers(self) -> list[Condition]:
        return [row for row in self.conditions if row.is_paper]

    @property
    def rule_id(self) -> int | None:
        return self.rule.row.pk if self.rule.row else None


def gate_of(
    project: Project, kind: str, *, on: date, papers: Iterable[str] = (), known: Known | None = None
) -> Gate:
    """The gate of a stage for a milestone of day `on` that brings `papers` (codes). One statement, and three where the
    list asks for stages; none where it is `known`."""
    rule = (known.rule if known else rule_for)("gates", region=project.region, on=on)
    rows = [row for row in rule["items"] if row["stage"] == kind]
    have, reached = set(papers), _reached(project, rows, known)
    conditions = tuple(
        Condition(
            row["need"], row["code"], row["name"], row["required"],
            _is_met(project, row["need"], row["code"], papers=have, reached=reached),
        )
        for row in rows
    )  # fmt: skip
    opinions = tuple((row["code"], row["days"]) for row in rule["opinions"] if row["stage"] == kind)
    return Gate(rule, conditions, opinions)


def gate_of_fact(fact: Milestone, known: Known | None = None) -> Gate:
    """The gate of a recorded milestone with the papers it has."""
    known = known or Known([fact])
    papers = [kind for kind in known.papers(fact) if kind]
    return gate_of(fact.project, fact.kind, on=fact.event_on, papers=papers, known=known)


def _reached(project: Project, rows: Sequence[dict], known: Known | None) -> set[str]:
    """Codes of the stages that are verified of this very project, where the list asks for any."""
    if not any(row["need"] == "stage" for row in rows):
        return set()
    family = known.families[project.pk] if known else family_of(project)
    facts = [*family.live_milestones, *family.live_arrivals]
    own = [row for row in facts if row.is_verified and row.project_id == project.pk]
    return {row.stage_code for row in own} | {stages.STAGES[0].code}


def _is_met(project: Project, need: str, code: str, *, papers: set[str], reached: set[str]) -> bool:
    if need == "paper":
        return code in papers
    if need == "stage":
        return code in reached
    if need == "field":
        return bool(_field(project, code))
    return project.lead_state in QUALIFIED


def _field(project: Project, code: str):
    if code in FROM_INVESTOR:
        return getattr(project.investor, FROM_INVESTOR[code], "") if project.investor_id else ""
    return getattr(project, code, "")


def framework_word(names: Iterable[str]) -> str:
    """The word that says that a paper is no contract, found in a file name or number; '' when there is none."""
    return next((word for name in names for word in FRAMEWORK_WORDS if word in name), "")


def papers_of_money(
    project: Project, kind: str, *, on: date, rule_of: RuleOf = rule_for
) -> tuple[RuleInForce, dict[str, str]]:
    """The rule about arrivals and code -> name of the papers it accepts for one kind of money."""
    rule = rule_of("arrivals", region=project.region, on=on)
    return rule, {row["code"]: row["name"] for row in rule["papers"] if row["kind"] == kind}
