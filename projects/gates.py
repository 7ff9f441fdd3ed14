"""What a milestone must have before it counts: the office's list for its stage, and what of it is not there yet.

The list is the rule of the event day and the project's place (kind 'gates'); an office that decided none asks nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects import stages
from projects.models import LeadState, Milestone, Project
from projects.rules_in_force import RuleInForce, rule_for

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


def gate_of(project: Project, kind: str, *, on: date, papers: Iterable[str] = ()) -> Gate:
    """The gate of a stage for a milestone of day `on` that brings `papers` (codes). One statement, and one each for
    milestones, money and screening where the list asks for them."""
    rule = rule_for("gates", region=project.region, on=on)
    rows = [row for row in rule["items"] if row["stage"] == kind]
    have, reached = set(papers), _reached(project, rows)
    conditions = tuple(
        Condition(
            row["need"], row["code"], row["name"], row["required"],
            _is_met(project, row["need"], row["code"], papers=have, reached=reached),
        )
        for row in rows
    )  # fmt: skip
    opinions = tuple((row["code"], row["days"]) for row in rule["opinions"] if row["stage"] == kind)
    return Gate(rule, conditions, opinions)


def gate_of_fact(fact: Milestone) -> Gate:
    """The gate of a recorded milestone with the papers it has."""
    papers = fact.evidence.exclude(kind="").values_list("kind", flat=True)
    return gate_of(fact.project, fact.kind, on=fact.event_on, papers=papers)


def _reached(project: Project, rows: Sequence[dict]) -> set[str]:
    """Codes of the stages that are verified, where the list asks for any."""
    if not any(row["need"] == "stage" for row in rows):
        return set()
    kinds = set(project.milestones.verified().live().values_list("kind", flat=True))
    asks_money = any(row["need"] == "stage" and row["code"] == "funded" for row in rows)
    if asks_money and project.arrivals.verified().live().exists():
        kinds.add("funded")
    return kinds | {stages.STAGES[0].code}


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


def papers_of_money(project: Project, kind: str, *, on: date) -> tuple[RuleInForce, dict[str, str]]:
    """The rule about arrivals and code -> name of the papers it accepts for one kind of money."""
    rule = rule_for("arrivals", region=project.region, on=on)
    return rule, {row["code"]: row["name"] for row in rule["papers"] if row["kind"] == kind}
