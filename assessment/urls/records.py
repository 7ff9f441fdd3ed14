"""Addresses of records, their kinds and imports, and of the reporting calendar."""

from django.urls import path

from assessment.views.duties import acts as duty_acts
from assessment.views.duties import board
from assessment.views.duties import handing_in as reporting
from assessment.views.records import acts, imports, kinds, lists

OF_UNIT = "records/duties/<int:pk>/units/<int:unit_pk>/"

urlpatterns = [
    path("records/", lists.record_list, name="record_list"),
    path("records/new/", acts.record_add, name="record_add"),
    path("records/verify/", acts.record_verify_many, name="record_verify_many"),
    path("records/behind/", lists.record_behind, name="record_behind"),
    path("records/<int:pk>/", lists.record_show, name="record_show"),
    path("records/<int:pk>/edit/", acts.record_amend, name="record_amend"),
    path("records/<int:pk>/verify/", acts.record_verify, name="record_verify"),
    path("records/<int:pk>/return/", acts.record_return, name="record_return"),
    path("records/<int:pk>/withdraw/", acts.record_withdraw, name="record_withdraw"),
    path("records/<int:pk>/reverse/", acts.record_reverse, name="record_reverse"),
    path("records/files/<int:pk>/", lists.kept_file, name="kept_file"),
    path("records/kinds/", kinds.figure_kind_list, name="figure_kind_list"),
    path("records/kinds/new/", kinds.figure_kind_add, name="figure_kind_add"),
    path("records/kinds/ready-made/", kinds.figure_kind_ready, name="figure_kind_ready"),
    path("records/kinds/<int:pk>/", kinds.figure_kind_edit, name="figure_kind_edit"),
    path("records/imports/new/", imports.record_import_add, name="record_import_add"),
    path("records/imports/template/", imports.record_import_template, name="record_import_template"),
    path("records/imports/<int:pk>/", imports.record_import_show, name="record_import_show"),
    path("records/imports/<int:pk>/confirm/", imports.record_import_confirm, name="record_import_confirm"),
    path("records/imports/<int:pk>/discard/", imports.record_import_discard, name="record_import_discard"),
    path("records/duties/", board.duty_list, name="duty_list"),
    path("records/duties/new/", duty_acts.duty_add, name="duty_add"),
    path("records/duties/year/", duty_acts.duty_plan, name="duty_plan"),
    path("records/duties/<int:pk>/", board.duty_show, name="duty_show"),
    path("records/duties/<int:pk>/withdraw/", duty_acts.duty_withdraw, name="duty_withdraw"),
    path(OF_UNIT, reporting.duty_unit, name="duty_unit"),
    path(f"{OF_UNIT}hand-in/", reporting.duty_hand_in, name="duty_hand_in"),
    path(f"{OF_UNIT}exempt/", reporting.exemption_add, name="exemption_add"),
    path("records/submissions/<int:pk>/", reporting.submission_correct, name="submission_correct"),
    path("records/exemptions/<int:pk>/", reporting.exemption_decide, name="exemption_decide"),
    path("records/exemptions/<int:pk>/revoke/", reporting.exemption_revoke, name="exemption_revoke"),
    path("records/faults/", board.report_faults, name="report_faults"),
]
