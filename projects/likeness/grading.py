"""How sure a comparison makes a reader, from l1 to l4; '' is nothing to look at. The words are in docs and pages."""

from enum import StrEnum

from projects.likeness import company as companies
from projects.likeness import project_name as names


class Verdict(StrEnum):
    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"
    MISSING = "missing"


def grade_of(relation, name, common, support, amount, place, phone, is_next) -> str:
    elsewhere = place == Verdict.DIFFERENT
    closeness = name.relation
    if elsewhere and closeness == names.SAME and common:
        closeness = names.SIMILAR
    if relation == companies.SAME:
        return _of_same(closeness, support, amount, phone, is_next, elsewhere)
    if relation == companies.NEAR:
        return _of_near(closeness, support, amount, is_next)
    if relation == companies.KIN:
        if closeness >= names.NEAR and not common and amount != Verdict.DIFFERENT:
            return "l3" if closeness == names.SAME or support >= 1 else "l4"
        return (
            "l3"
            if closeness >= names.NEAR and is_next and not common
            else "l4"
            if support >= 2 or closeness == names.SAME
            else ""
        )
    if relation == companies.UNKNOWN:
        return _of_unknown(closeness, common, support, amount, elsewhere)
    if closeness == names.SAME and amount == Verdict.SAME and support >= 1.5:
        return "l3"
    return "l4" if phone == Verdict.SAME or closeness == names.SAME and not common else ""


def _of_same(closeness, support, amount, phone, is_next, elsewhere) -> str:
    if closeness == names.SAME:
        return "l1"
    if closeness == names.NEAR:
        return "l2"
    if is_next:
        return "l3"
    proved = amount == Verdict.SAME or phone == Verdict.SAME
    if proved and not elsewhere or closeness == names.SIMILAR and support >= 1:
        return "l3"
    return "l4"


def _of_near(closeness, support, amount, is_next) -> str:
    if closeness == names.SAME:
        return "l2"
    if closeness == names.NEAR:
        return "l2" if support >= 1 else "l3"
    if is_next or closeness == names.SIMILAR and support >= 1 or support >= 2:
        return "l3"
    return "l4"


def _of_unknown(closeness, common, support, amount, elsewhere) -> str:
    apart = elsewhere or amount == Verdict.DIFFERENT
    if closeness == names.SAME:
        if support >= 2 or support >= 1 and not common and not elsewhere:
            return "l2" if not apart else "l3"
        return "l4" if common or apart else "l3"
    if closeness == names.NEAR and not apart:
        return "l3" if support >= 1 or not common else "l4"
    return "l3" if closeness == names.SIMILAR and support >= 2.5 else "l4" if support >= 2 else ""
