"""Doors of the administrator to people: accounts, roles from a day to a day, first passwords."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from promo.refusal import Refused
from promo.versions import Stale
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from promo.web.writes import writes
from units import actions
from units.access import open_to, open_to_logged_in
from units.exporting import send_tables
from units.filters import PeopleNarrowing
from units.forms.people import EmailForm, EndForm, MembershipForm, SwitchForm, UserEditForm, UserForm
from units.models import Membership, Role, Unit, User
from units.passwords import make_first_password
from units.tables import user_sheet, user_table
from units.telling import events_about
from units.views import handover


def _asked(request, on):
    """The filter as typed, and the people it leaves."""
    form = PeopleNarrowing(request.GET or None, units=Unit.objects.administered_by(request.access))
    rows = User.objects.administered_by(request.access)
    found = form.narrowed(rows, on=on) if form.is_bound else rows
    return form, found.with_memberships().order_by("-is_active", "username")


@open_to(Role.ADMINISTRATOR)
@require_safe
def user_list(request):
    today = timezone.localdate()
    form, users = _asked(request, today)
    page = page_of(users, request)
    shown = {
        "form": form,
        "page": page,
        "table": user_table(page.object_list, on=today),
        "is_narrowed": form.is_bound and bool(form.changed_data),
    }
    return render(request, "units/user_list.html", shown)


@open_to(Role.ADMINISTRATOR)
@require_safe
def user_export(request):
    today = timezone.localdate()
    form, users = _asked(request, today)
    rows, note = list(users), form.sentence if form.is_bound else ""
    table = user_sheet(rows, on=today, place=request.access.home_unit.region.name)
    return send_tables(request, [table], table.title, note=note, what="人员名单")


@open_to(Role.ADMINISTRATOR)
@writes
def user_add(request):
    today = timezone.localdate()
    start = {"valid_from": today, "unit": request.GET.get("unit", "")[:9]}
    form = UserForm(request.POST or None, units=_units(request, today), initial=start)
    if request.method == "POST" and form.is_valid():
        at, password = timezone.now(), make_first_password()
        try:
            user = actions.open_account(**form.cleaned_data, password=password, by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            handover.keep(request, user, password, at=at)
            messages.success(request, f"已为{user.name}开设账号。")
            return redirect("units:user_show", user.pk)
    return render(request, "units/user_add.html", {"form": form}, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@require_safe
def user_show(request, pk: int):
    user = _user(request, pk)
    at = timezone.now()
    today = timezone.localdate(at)
    administered = {unit.pk for unit in Unit.objects.administered_by(request.access).only("pk")}
    memberships = list(user.memberships.select_related("unit__region").order_by("-valid_from", "-pk"))
    for row in memberships:
        row.has_ended = row.valid_to is not None and row.valid_to <= today
        row.may_end = not row.has_ended and row.unit_id in administered and user.pk != request.user.pk
    shown = {
        "person": user,
        "memberships": memberships,
        "events": events_about(user),
        "first_password": handover.take(request, user, at=at),
        "is_self": user.pk == request.user.pk,
    }
    return render(request, "units/user_show.html", shown)


@open_to(Role.ADMINISTRATOR)
@writes
def user_edit(request, pk: int):
    user = _user(request, pk)
    form = UserEditForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_user(user=user, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                user.refresh_from_db()
                form.show_both(form.now(user))
        else:
            messages.success(request, "人员信息已修改。")
            return redirect("units:user_show", user.pk)
    return render(request, "units/user_edit.html", {"form": form, "person": user}, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@writes
def membership_add(request, pk: int):
    user = _user(request, pk)
    today = timezone.localdate()
    form = MembershipForm(request.POST or None, units=_units(request, today), initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_membership(user=user, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "岗位已授予。")
            return redirect("units:user_show", user.pk)
    return render(request, "units/membership_add.html", {"form": form, "person": user}, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@writes
def membership_end(request, pk: int):
    rows = Membership.objects.administered_by(request.access).select_related("user", "unit")
    membership = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None, initial={"valid_to": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        on, at = form.cleaned_data["valid_to"], timezone.now()
        try:
            actions.end_membership(membership=membership, on=on, by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "离岗已办理。")
            return redirect("units:user_show", membership.user_id)
    page = {"form": form, "membership": membership}
    return render(request, "units/membership_end.html", page, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@writes
@require_POST
def user_switch(request, pk: int):
    user = _user(request, pk)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return sentence_page(request, "请选择启用还是停用。", status=422)
    wanted = form.cleaned_data["wanted"] == "on"
    try:
        actions.switch_user(user=user, is_active=wanted, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "账号已启用。" if wanted else "账号已停用，此人已退出登录。")
    return redirect("units:user_show", user.pk)


@open_to(Role.ADMINISTRATOR)
@writes
@require_POST
def user_reset(request, pk: int):
    user = _user(request, pk)
    at, password = timezone.now(), make_first_password()
    try:
        actions.reset_password(user=user, password=password, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        handover.keep(request, user, password, at=at)
        messages.success(request, "密码已重置，此人已退出登录。")
    return redirect("units:user_show", user.pk)


@open_to_logged_in
@require_safe
def profile(request):
    """What the person may see about himself: account and roles of today."""
    form = EmailForm(initial={"email": request.user.email})
    return render(request, "units/profile.html", {"form": form, "sends_mail": bool(settings.EMAIL_HOST)})


@open_to_logged_in
@writes
@require_POST
def email_change(request):
    form = EmailForm(request.POST)
    if not form.is_valid():
        shown = {"form": form, "sends_mail": bool(settings.EMAIL_HOST)}
        return render(request, "units/profile.html", shown, status=422)
    email = form.cleaned_data["email"]
    actions.change_own_email(user=request.user, email=email, by=request.user, at=timezone.now())
    messages.success(request, f"消息将同时发送到{email}。" if email else "已停止发送邮件。")
    return redirect("units:profile")


def _user(request, pk: int) -> User:
    return get_object_or_404(User.objects.administered_by(request.access), pk=pk)


def _units(request, on):
    return Unit.objects.administered_by(request.access).not_closed(on=on)


def _status(form) -> int:
    return 422 if form.is_bound else 200
