"""Doors of the administrator to lists: all units of a town, the accounts of many people, their first passwords."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from promo.refusal import Refused
from promo.web.writes import writes
from units import actions
from units.access import open_to
from units.forms.unit_roster import UnitRosterForm
from units.forms.user_roster import UserRosterForm
from units.models import Region, Role, Unit, User
from units.passwords import make_first_password
from units.views import handover


@open_to(Role.ADMINISTRATOR)
@writes
def unit_roster(request):
    regions = Region.objects.administered_by(request.access)
    start = {
        "valid_from": timezone.localdate().replace(month=1, day=1),
        "region": request.GET.get("region", "")[:9] or request.access.home_unit.region_id,
    }
    form = UnitRosterForm(request.POST or None, regions=regions, initial=start)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("rows", "region", "valid_from")}
        try:
            units = actions.create_units(**told, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已登记{len(units)}个单位。")
            return redirect("units:unit_list")
    return _page(request, "units/unit_roster.html", form)


@open_to(Role.ADMINISTRATOR)
@writes
def user_roster(request):
    today = timezone.localdate()
    units = Unit.objects.administered_by(request.access).not_closed(on=today)
    form = UserRosterForm(
        request.POST or None, units=units, initial={"valid_from": today, "role": Role.UNIT_CLERK}
    )
    if request.method == "POST" and form.is_valid():
        at, rows = timezone.now(), form.cleaned_data["rows"]
        passwords = _give_passwords(rows)
        try:
            users = actions.open_accounts(
                rows=rows, valid_from=form.cleaned_data["valid_from"], by=request.user, at=at
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            handover.keep_many(request, list(zip(users, passwords, strict=True)), at=at)
            return redirect("units:user_slips")
    return _page(request, "units/user_roster.html", form)


def _give_passwords(rows: list[dict]) -> list[str]:
    """Each row gets the hash of one. Hashing lets other threads run, so all processors take part."""
    passwords = [make_first_password() for _ in rows]
    with ThreadPoolExecutor() as pool:
        for row, hashed in zip(rows, pool.map(make_password, passwords), strict=True):
            row["hash"] = hashed
    return passwords


@open_to(Role.ADMINISTRATOR)
@require_safe
def user_slips(request):
    """One strip of paper a person."""
    at = timezone.now()
    passwords = handover.take_many(request, at=at)
    people = User.objects.administered_by(request.access).filter(pk__in=passwords).with_memberships()
    slips = [
        {"person": person, "posts": person.memberships.all(), "password": passwords[person.pk]}
        for person in sorted(people, key=lambda person: list(passwords).index(person.pk))
    ]
    shown = {"slips": slips, "address": request.build_absolute_uri("/")}
    return render(request, "units/user_slips.html", shown)


def _page(request, template: str, form):
    status = 422 if form.is_bound else 200
    return render(
        request, template, {"form": form, "heads": [head.title for head in form.heads]}, status=status
    )
