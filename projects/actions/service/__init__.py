"""What is done for a project between its milestones: the log, next steps, blockers, checklists, who is in charge."""

from projects.actions.service.blockers import change_blocker, raise_blocker, reopen_blocker, resolve_blocker
from projects.actions.service.charge import put_in_charge
from projects.actions.service.items import add_item, change_item, take_template
from projects.actions.service.notes import record_progress
from projects.actions.service.steps import finish_step, move_step, plan_step

__all__ = [
    "add_item",
    "change_blocker",
    "change_item",
    "finish_step",
    "move_step",
    "plan_step",
    "put_in_charge",
    "raise_blocker",
    "record_progress",
    "reopen_blocker",
    "resolve_blocker",
    "take_template",
]
