"""Every request carries the access of its day; a first password must be changed before anything else."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from units.access import Access


class AccessMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
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
