"""Addresses of people and units."""

from django.urls import path

from units.views import calendar, exports, layouts, notices, papers, people, session, units

app_name = "units"
urlpatterns = [
    path("login/", session.login, name="login"),
    path("logout/", session.logout, name="logout"),
    path("start/", session.first_run, name="first_run"),
    path("me/", people.profile, name="profile"),
    path("me/email/", people.email_change, name="email_change"),
    path("messages/", notices.notice_list, name="notice_list"),
    path("messages/read/", notices.notice_read_all, name="notice_read_all"),
    path("messages/<int:pk>/open/", notices.notice_open, name="notice_open"),
    path("me/password/", session.password_change, name="password_change"),
    path("exports/", exports.export_list, name="export_list"),
    path("exports/new/", exports.export_add, name="export_add"),
    path("exports/<int:pk>/", exports.export_show, name="export_show"),
    path("exports/<int:pk>/file/", exports.export_file, name="export_file"),
    path("layouts/", layouts.layout_list, name="layout_list"),
    path("layouts/new/", layouts.layout_add, name="layout_add"),
    path("layouts/<int:pk>/", layouts.layout_edit, name="layout_edit"),
    path("layouts/<int:pk>/use/", layouts.layout_use, name="layout_use"),
    path("layouts/<int:pk>/delete/", layouts.layout_delete, name="layout_delete"),
    path("papers/<int:pk>/", papers.paper_show, name="paper_show"),
    path("calendar/", calendar.calendar_show, name="calendar_show"),
    path("calendar/export/", calendar.calendar_export, name="calendar_export"),
    path("calendar/day/", calendar.calendar_day, name="calendar_day"),
    path("calendar/day/remove/", calendar.calendar_remove, name="calendar_remove"),
    path("calendar/confirm/", calendar.calendar_confirm, name="calendar_confirm"),
    path("units/", units.unit_list, name="unit_list"),
    path("units/export/", units.unit_export, name="unit_export"),
    path("units/new/", units.unit_add, name="unit_add"),
    path("units/<int:pk>/", units.unit_show, name="unit_show"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/classify/", units.unit_classify, name="unit_classify"),
    path("regions/new/", units.region_add, name="region_add"),
    path("people/", people.user_list, name="user_list"),
    path("people/export/", people.user_export, name="user_export"),
    path("people/new/", people.user_add, name="user_add"),
    path("people/<int:pk>/", people.user_show, name="user_show"),
    path("people/<int:pk>/edit/", people.user_edit, name="user_edit"),
    path("people/<int:pk>/switch/", people.user_switch, name="user_switch"),
    path("people/<int:pk>/reset/", people.user_reset, name="user_reset"),
    path("people/<int:pk>/memberships/new/", people.membership_add, name="membership_add"),
    path("people/memberships/<int:pk>/end/", people.membership_end, name="membership_end"),
]
