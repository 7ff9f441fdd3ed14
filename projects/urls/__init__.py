"""Addresses of projects, their facts and the ledgers that come in."""

from projects.urls import facts, history, imports, projects

app_name = "projects"
urlpatterns = [*projects.urlpatterns, *facts.urlpatterns, *history.urlpatterns, *imports.urlpatterns]
