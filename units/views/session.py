"""Coming in and going out: login with lock-out, the person's own password, the first run of an empty house."""

import json

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.writes import writes
from units import actions
from units.access import open_to_logged_in, open_without_login
from units.forms.session import FirstRunForm, LoginForm, PasswordForm
from units.models import User

LOCKED = "连续多次密码错误，该账号已暂停登录。请30分钟后再试，或请管理员重置密码。"


@open_without_login
@never_cache
def login(request):
    if request.user.is_authenticated:
        return redirect("home")
    if not User.objects.exists():
        return redirect("units:first_run")
    form = LoginForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        log_in(request, form.get_user())
        return redirect(_safe_next(request))
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "next": request.GET.get("next", ""), "demo_accounts": demonstration_accounts()}
    return render(request, "units/login.html", shown, status=status)


def demonstration_accounts() -> list[dict]:
    """The accounts of the demonstration for the login page; none anywhere else."""
    path = settings.VAR_DIR / "demo_accounts.json"
    if not settings.DEMONSTRATION or settings.PRODUCTION or not path.exists():
        return []
    return json.loads(path.read_text(encoding="utf-8"))


def _safe_next(request) -> str:
    target = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=False)
    return target if allowed and target.startswith("/") else "/"


def locked_out(request, credentials=None, *args, **kwargs):
    """django-axes calls this in place of the login page."""
    return sentence_page(request, LOCKED, status=429)


@open_to_logged_in
@require_POST
def logout(request):
    log_out(request)
    response = redirect("units:login")
    response["Clear-Site-Data"] = '"cache"'
    return response


@open_to_logged_in
@writes
def password_change(request):
    form = PasswordForm(request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(
                user=request.user, password=form.cleaned_data["new_password1"], at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, "密码已修改。")
            return redirect("home")
    return render(request, "units/password_change.html", {"form": form})


@open_without_login
@never_cache
@writes
def first_run(request):
    """Makes county, town and the first administrator; once anybody exists it only leads to the login."""
    if User.objects.exists():
        return redirect("units:login")
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.start_empty(**form.for_action(), at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            log_in(request, user, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, "系统已启用。请先登记单位，再开设人员账号。")
            return redirect("units:unit_list")
    return render(request, "units/first_run.html", {"form": form})
