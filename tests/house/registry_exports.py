"""Who may open workbooks made in the background and the layouts of tables; tests.house.registry takes it in."""

from tests.house.entries import CLERK, Entry, lists, pk
from units.access import ALL_ROLES

NOBODY: frozenset = frozenset()

EXPORTS: dict[str, Entry] = {
    **lists("units:", "export_list export_add", ALL_ROLES),
    # a file is the person's own: in the world the clerk's
    "units:export_show": Entry(ALL_ROLES, pk("export"), CLERK, NOBODY),
    "units:export_file": Entry(ALL_ROLES, pk("export"), CLERK, NOBODY, exports=True),
}
