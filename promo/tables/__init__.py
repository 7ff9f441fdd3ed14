"""One Table, many dresses: page, workbook, printed report and archive all show the same object."""

from promo.tables.arranging import Arrangement, Placed, arranged, fits, names_of
from promo.tables.cells import NUMBERS, Cell, Lit, shown
from promo.tables.frozen import FrozenTable, digest, freeze, thaw
from promo.tables.table import Column, HeadCell, Table

__all__ = [
    "NUMBERS",
    "Arrangement",
    "Cell",
    "Column",
    "FrozenTable",
    "HeadCell",
    "Lit",
    "Placed",
    "Table",
    "arranged",
    "digest",
    "fits",
    "freeze",
    "names_of",
    "shown",
    "thaw",
]
