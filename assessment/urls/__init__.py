"""Addresses of targets, schemes, scores, reports and the dashboard."""

from assessment.urls import (
    campaigns,
    integrity,
    periods,
    records,
    reports,
    scores,
    supervision,
    unit_changes,
)

app_name = "assessment"
urlpatterns = [
    *scores.urlpatterns,
    *records.urlpatterns,
    *periods.urlpatterns,
    *campaigns.urlpatterns,
    *integrity.urlpatterns,
    *supervision.urlpatterns,
    *reports.urlpatterns,
    *unit_changes.urlpatterns,
]
