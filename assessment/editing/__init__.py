"""A scheme document as forms: every part is drawn from its JSON and read back to the same JSON."""

from assessment.editing.asked import Asked
from assessment.editing.codes import code_of
from assessment.editing.group_examples import needs_of
from assessment.editing.items import block_shape, item_shape
from assessment.editing.judging import Judged, judge_block, judge_group, judge_head, judge_item
from assessment.editing.parts import group_shape, head_shape, with_code
from assessment.editing.places import errors_of
from assessment.editing.qualifying import pruned
from assessment.editing.register import Register
from assessment.editing.shapes import ABSENT, Drawn
from assessment.editing.tree import append, move, node_at, nodes_of, put, walk

__all__ = [
    "ABSENT",
    "Asked",
    "Drawn",
    "Judged",
    "Register",
    "append",
    "block_shape",
    "code_of",
    "errors_of",
    "group_shape",
    "head_shape",
    "item_shape",
    "judge_block",
    "judge_group",
    "judge_head",
    "judge_item",
    "move",
    "needs_of",
    "node_at",
    "nodes_of",
    "pruned",
    "put",
    "walk",
    "with_code",
]
