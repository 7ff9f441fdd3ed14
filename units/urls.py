"""Addresses of people and units."""

from django.urls import path

from units.views import session

app_name = "units"
urlpatterns = [
    path("login/", session.login, name="login"),
    path("logout/", session.logout, name="logout"),
    path("start/", session.first_run, name="first_run"),
    path("me/password/", session.password_change, name="password_change"),
]
