"""Addresses of the calendar of periods and of what units report for one."""

from django.urls import path

from assessment.views.periods import acts, board, returning

OF_PERIOD = "periods/<int:pk>/<str:key>/"
OF_UNIT = "periods/returns/<int:pk>/<int:unit_pk>/"

urlpatterns = [
    path("periods/", board.period_list, name="period_list"),
    path("periods/openings/<int:pk>/", acts.period_decide, name="period_decide"),
    path(OF_UNIT, returning.period_unit, name="period_unit"),
    path(f"{OF_UNIT}tell/", returning.period_tell, name="period_tell"),
    path(OF_PERIOD, board.period_show, name="period_show"),
    path(f"{OF_PERIOD}ask/", acts.period_ask, name="period_ask"),
    path(f"{OF_PERIOD}close/", acts.period_close, name="period_close"),
]
