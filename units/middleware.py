"""Every request carries the access of its day; an idle session ends; a first password is changed first of all."""

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from units.access import Access
from units.idle import is_idle


class AccessMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and is_idle(request.session, now=timezone.now()):
            logout(request)
        request.access = Access.of(request.user, on=timezone.localdate())
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Enforced here and not by a page, so that no URL walks past it."""
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = {reverse("units:password_change"), reverse("units:logout"), reverse("health")}
            if request.path not in allowed:
                return redirect("units:password_change")
        return None
