"""A person's desk: what waits, what is late, what came back, what changed since the last look."""

from assessment.reports.desk.blocks import Block, Item, Lot
from assessment.reports.desk.making import Desk, became_late, desk_of
from assessment.reports.desk.since import Since, changed_since_look

__all__ = ["Block", "Desk", "Item", "Lot", "Since", "became_late", "changed_since_look", "desk_of"]
