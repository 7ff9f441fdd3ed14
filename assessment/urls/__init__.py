"""Addresses of targets, schemes, scores, reports and the dashboard."""

from assessment.urls import reports, scores, unit_changes

app_name = "assessment"
urlpatterns = [*scores.urlpatterns, *reports.urlpatterns, *unit_changes.urlpatterns]
