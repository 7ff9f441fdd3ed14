"""A marker's own page: all units on one sheet, kept as a draft or handed in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessment import actions
from assessment.forms.rounds import SheetForm
from assessment.models import Marker
from assessment.reports.ranking import class_name
from assessment.reports.rounds import round_address
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to

HAND_IN = "hand_in"


@open_to(BUSINESS_ROLES)
@writes
def panel_fill(request, pk: int):
    """`act` says which button was pressed. What comes after the deadline closes the round and is not kept."""
    now = timezone.now()
    markers = Marker.objects.filter(user=request.user).select_related("round__scheme__region")
    marker = get_object_or_404(markers, round=pk)
    row = marker.round
    if request.method == "POST" and actions.close_if_due(row=row, at=now):
        messages.error(request, "评分已经截止，刚才填写的内容没有保存。")
        return redirect(round_address(row))
    sheet = actions.sheet_of(marker, at=now)
    form = SheetForm(
        request.POST or None, request.FILES or None, row=row, units=sheet.units, most=sheet.most, kept=sheet.rows,
        initial={"revision": marker.revision},
    )  # fmt: skip
    hands_in = request.POST.get("act") == HAND_IN
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, form, marker, hands_in=hands_in, at=now)
    ):
        messages.success(
            request, "评分已提交。截止前可以修改后重新提交。" if hands_in else "草稿已保存，尚未提交。"
        )
        return redirect(round_address(row) if hands_in else request.path)
    classes = list(dict.fromkeys(one.unit_class for one in sheet.units))
    context = {
        "row": row,
        "marker": marker,
        "form": form,
        "sheet": sheet,
        "groups": [(class_name(one), form.full_mark(one), form.rows_of(one)) for one in classes],
        "takes_marks": row.takes_marks(at=now),
    }
    return render(request, "assessment/panel_fill.html", context, status=422 if form.errors else 200)


def _saved(request, form: SheetForm, marker: Marker, *, hands_in: bool, at) -> bool:
    given = [actions.Given(*one) for one in form.given()]
    revision = form.cleaned_data["revision"]
    try:
        actions.save_sheet(
            marker=marker, given=given, revision=revision, by=request.user, at=at, hand_in=hands_in
        )
    except actions.SheetRefused as refusal:
        for unit_id, sentence in refusal.faults.items():
            form.fault(unit_id, sentence)
        return False
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
