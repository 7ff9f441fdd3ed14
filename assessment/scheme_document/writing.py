"""From a Scheme back to JSON: what `dump` writes, `load` reads to an equal scheme."""

from typing import Any

from assessment.scheme_document.consequences import write_consequence
from assessment.scheme_document.groups import write_group
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.scheme import FORMAT, Scheme


def dump(scheme: Scheme) -> dict[str, Any]:
    """Plain dicts, lists, strings and ints, in a fixed order; numbers as whole numbers or text."""
    days = {
        "effective_from": scheme.effective_from and scheme.effective_from.isoformat(),
        "effective_to": scheme.effective_to and scheme.effective_to.isoformat(),
    }
    optional = {
        "first_month": scheme.first_month if scheme.first_month != 1 else None,
        **days,
        "rates": {name: write_number(rate) for name, rate in scheme.rates} or None,
        "consequences": [write_consequence(one) for one in scheme.consequences] or None,
    }
    return {
        "format": FORMAT,
        "name": scheme.name,
        "year": scheme.year,
        "document": scheme.document,
        "note": scheme.note,
        "rounding": {"places": scheme.rounding.places, "mode": scheme.rounding.mode},
        "rank_by": scheme.rank_by,
        **{name: value for name, value in optional.items() if value is not None},
        "groups": [write_group(group) for group in scheme.groups],
    }
