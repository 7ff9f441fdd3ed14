"""Addresses of the dashboard and the periodic reports."""

from django.urls import path

from assessment.views import dashboard, history, official, report_copies, reports

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("official/", official.official_list, name="official_list"),
    *(
        path(f"official/{code}/", official.official_show, {"form": code}, name=f"official_{code}")
        for code in official.FORMS
    ),
    path("history/", history.history, name="history"),
    path("history/export/", history.history_export, name="history_export"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<int:pk>/", reports.report_show, name="report_show"),
    path("reports/recipients/", report_copies.recipient_list, name="recipient_list"),
    path("reports/recipients/add/", report_copies.recipient_add, name="recipient_add"),
    path("reports/recipients/<int:pk>/end/", report_copies.recipient_end, name="recipient_end"),
    path("reports/<int:pk>/check/", report_copies.report_check, name="report_check"),
    path("reports/<int:pk>/read/", report_copies.report_read, name="report_read"),
    path(
        "reports/<int:pk>/copies/<int:user_pk>/send/",
        report_copies.report_send_again,
        name="report_send_again",
    ),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/publish/", reports.report_publish, name="report_publish"),
    path("reports/<int:pk>/export/", reports.report_export, name="report_export"),
    path("reports/<int:pk>/word/", reports.report_word, name="report_word"),
]
