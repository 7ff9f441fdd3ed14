"""The first page after login."""

from django.urls import path

from assessment.views.home import home

urlpatterns = [path("", home, name="home")]
