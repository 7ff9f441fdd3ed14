"""The unit out of a cell that also names a person of it: 招商局（赵某）, 石桥村/钱某 138…, 龙山镇孙某."""

import re

from projects.intake.captions import is_unit_name
from projects.intake.phones import NUMBER
from promo.reading import fold

OF_PERSON = re.compile(r"人|领导|专员|干部|秘书")
BREAKS = re.compile(r"[\s、,，;；/|:：()（）+]+")
NO_PERSON = re.compile(r"(?:会|室|组|队|站|所|公司|处|科|股|院|部|中心)$")
LENGTHS = (2, 3, 4)  # of a name, or of a name and 主任


def names_a_person(head: str) -> bool:
    """Whether the head of a unit's column also asks for a person."""
    return bool(OF_PERSON.search(head.split("/")[-1]) or OF_PERSON.search(head))


def unit_in(text: str) -> str:
    """The unit, or the text as it is where no unit can be told from a person."""
    whole = "".join(text.split())
    if is_unit_name(whole):
        return whole
    parts = [part for part in BREAKS.split(NUMBER.sub(" ", fold(text))) if part]
    units = [part for part in parts if is_unit_name(part)]
    if len(parts) > 1:
        people = [part for part in parts if part not in units]
        return "、".join(units) or (parts[0] if all(len(part) <= 4 for part in people[1:]) else text)
    ends = [whole[:-length] for length in LENGTHS if not NO_PERSON.search(whole)]
    return next((unit for unit in ends if is_unit_name(unit)), text)
