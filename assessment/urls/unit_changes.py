"""Addresses of changes of units; they stand beside the units, and above them in the house because targets follow."""

from django.urls import path

from assessment.views import unit_changes

urlpatterns = [
    path("units/changes/", unit_changes.unit_change_list, name="unit_change_list"),
    path("units/changes/export/", unit_changes.unit_change_export, name="unit_change_export"),
    path("units/changes/new/", unit_changes.unit_change_add, name="unit_change_add"),
]
