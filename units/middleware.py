"""Every request carries the access of its day; an idle session ends; a first password is changed first of all."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from units.access import Access
from units.idle import is_idle


class AccessMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        """Read when first asked for: what needs no person (health, a page that breaks) works without the database."""
        request.access = SimpleLazyObject(lambda: _access_of(request))
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Enforced here and not by a page, so that no URL walks past it."""
        was_somebody = request.user.is_authenticated
        request.access.user  # noqa: B018 - read now, so that an idle session ends before the page
        if was_somebody and not request.user.is_authenticated:
            return _to_login(request, view_func)
        return _to_first_password(request)


def _access_of(request) -> Access:
    if request.user.is_authenticated and is_idle(request.session, now=timezone.now()):
        logout(request)
    return Access.of(request.user, on=timezone.localdate())


def _to_login(request, view_func):
    """LoginRequiredMiddleware has let the person pass already, as the session was still alive then."""
    if not getattr(view_func, "login_required", True):
        return None
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


def _to_first_password(request):
    user = request.user
    if user.is_authenticated and user.must_change_password:
        allowed = {reverse("units:password_change"), reverse("units:logout"), reverse("health")}
        if request.path not in allowed:
            return redirect("units:password_change")
    return None
