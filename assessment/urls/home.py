"""The first page after login."""

from django.urls import path

from assessment.views.home import desk_seen, home

urlpatterns = [
    path("", home, name="home"),
    path("seen/", desk_seen, name="desk_seen"),
]
