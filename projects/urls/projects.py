"""Addresses of projects."""

from django.urls import path

from projects.views import duplicates, labels, leads, pairs, projects, status

urlpatterns = [
    path("projects/", projects.project_list, name="project_list"),
    path("projects/export/", projects.project_export, name="project_export"),
    path("projects/new/", leads.lead_add, name="lead_add"),
    path("projects/alike/", leads.lead_alike, name="lead_alike"),
    path("projects/heard/", leads.lead_heard, name="lead_heard"),
    path("projects/<int:pk>/", projects.project_show, name="project_show"),
    path("projects/<int:pk>/edit/", projects.project_edit, name="project_edit"),
    path("projects/<int:pk>/suspend/", status.project_suspend, name="project_suspend"),
    path("projects/<int:pk>/resume/", status.project_resume, name="project_resume"),
    path("projects/<int:pk>/terminate/", status.project_terminate, name="project_terminate"),
    path("projects/<int:pk>/revive/", status.project_revive, name="project_revive"),
    path("projects/<int:pk>/withdraw/", status.project_withdraw, name="project_withdraw"),
    path("projects/<int:pk>/labels/", labels.label_list, name="label_list"),
    path("projects/<int:pk>/labels/new/", labels.label_add, name="label_add"),
    path("projects/labels/<int:pk>/end/", labels.label_end, name="label_end"),
    path("duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("duplicates/export/", duplicates.duplicate_export, name="duplicate_export"),
    path("duplicates/scan/", duplicates.duplicate_scan, name="duplicate_scan"),
    path("duplicates/<int:pk>/", pairs.duplicate_show, name="duplicate_show"),
    path("duplicates/<int:pk>/deny/", pairs.duplicate_deny, name="duplicate_deny"),
    path("duplicates/<int:pk>/merge/", pairs.duplicate_merge, name="duplicate_merge"),
    path("duplicates/<int:pk>/expand/", pairs.duplicate_expand, name="duplicate_expand"),
    path("duplicates/<int:pk>/undo/", pairs.duplicate_undo, name="duplicate_undo"),
]
