"""Addresses of projects, their facts and the ledgers that come in."""

from projects.urls import facts, imports, projects

app_name = "projects"
urlpatterns = [*projects.urlpatterns, *facts.urlpatterns, *imports.urlpatterns]
