"""The few addresses the frame of a page needs, so that these tests stand on the ground floor alone."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(request, **kwargs):
    return HttpResponse()


units = ([path(f"{name}/", nothing, name=name) for name in ("login", "logout", "password_change")], "units")
urlpatterns = [
    path("", nothing, name="home"),
    path("jobs/<int:pk>/", nothing, name="job_show"),
    path("", include(units)),
]
