"""The few addresses the frame of a page needs, so that these tests stand on the ground floor alone."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(request, **kwargs):
    return HttpResponse()


NAMES = ("login", "logout", "password_change", "notice_list", "profile", "export_list")
units = ([path(f"{name}/", nothing, name=name) for name in NAMES], "units")
urlpatterns = [
    path("", nothing, name="home"),
    path("jobs/<int:pk>/", nothing, name="job_show"),
    path("", include(units)),
]
