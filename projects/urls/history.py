"""Addresses of the record of a project."""

from django.urls import path

from projects.views import history

urlpatterns = [
    path("projects/<int:pk>/history/", history.project_history, name="project_history"),
    path("projects/<int:pk>/history/export/", history.project_history_export, name="project_history_export"),
    path("projects/<int:pk>/history/<int:event_pk>/restore/", history.value_restore, name="value_restore"),
]
