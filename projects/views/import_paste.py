"""A block from a spreadsheet pasted into a grid: one import like that of a file, its units checked before."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import redirect, render
from django.utils import timezone

from projects import actions, intake
from projects.forms.imports import PasteForm
from projects.views.imports import IMPORTERS, region_of
from promo.clipboard import cells_of
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to


@open_to(IMPORTERS)
@writes
def import_paste(request):
    """The grid. Units that no directory knows are shown cell by cell first; sent again, they go to the preview."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = PasteForm(request.POST or None, initial={"cut_off_on": today}, today=today)
    region = region_of(request.access)
    around = intake.surroundings(region=region, own_units=None, on=today, names=())
    unknown = []
    if form.is_valid():
        rows = cells_of(form.cleaned_data["block"])
        try:
            if len(rows) > intake.MOST_PASTED:
                raise Refused(f"一次最多粘贴{intake.MOST_PASTED:,}行，请改用上传台账。", field="block")
            unknown = intake.unknown_units(rows, around.units)
            if not unknown or form.cleaned_data["anyway"]:
                return _received(request, form, rows, region, at)
        except Refused as refusal:
            form.refuse(refusal)
    context = {
        "form": form, "heads": intake.paste_heads(), "unknown": unknown, "unknown_names": _by_name(unknown),
        "units": sorted(key for key, some in around.units.items() if any(not unit.is_closed for unit in some)),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_paste.html", context, status=status)


def _by_name(unknown: list[tuple[int, int, str]]) -> list[tuple[str, list[int]]]:
    """Each name once, with the rows of the block where it stands."""
    found: dict[str, list[int]] = {}
    for row, _, name in unknown:
        found.setdefault(name.strip(), []).append(row + 1)
    return list(found.items())


def _received(request, form: PasteForm, rows: list[list[str]], region, at):
    name = f"粘贴录入{timezone.localtime(at):%Y%m%d%H%M%S}.csv"
    file = SimpleUploadedFile(name, intake.ledger_of(rows), content_type="text/csv")
    batch = actions.receive_ledger(
        region=region, file=file, cut_off_on=form.cleaned_data["cut_off_on"], by=request.user, at=at
    )
    return redirect("projects:import_show", batch.pk)
