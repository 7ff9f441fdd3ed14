"""How alike two projects are, field by field: pure, no database, and never a decision (a person decides)."""

from projects.likeness.compare import Comparison, FieldVerdict, Verdict, compare
from projects.likeness.index import Index
from projects.likeness.record import Keys, Record, keys_of

__all__ = ["Comparison", "FieldVerdict", "Index", "Keys", "Record", "Verdict", "compare", "keys_of"]
