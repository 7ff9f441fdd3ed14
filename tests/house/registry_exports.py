"""Who may open workbooks made in the background and the layouts of tables; tests.house.registry takes it in."""

from tests.house.entries import CLERK, Entry, entries, lists, pk
from units.access import ALL_ROLES, BUSINESS_ROLES
from units.models import KEEPERS

NOBODY: frozenset = frozenset()

FORMS = (
    "official_list official_reserve official_signing official_landed official_monthly official_rating "
    "official_results"
)

EXPORTS: dict[str, Entry] = {
    **lists("units:", "export_list export_add", ALL_ROLES),
    **lists("units:", "layout_list layout_add", KEEPERS),
    **entries("units:", "layout_edit layout_use layout_delete", KEEPERS, pk("table_layout")),
    **lists("assessment:", FORMS, BUSINESS_ROLES),
    # a file is the person's own: in the world the clerk's
    "units:export_show": Entry(ALL_ROLES, pk("export"), CLERK, NOBODY),
    "units:export_file": Entry(ALL_ROLES, pk("export"), CLERK, NOBODY, exports=True),
}
