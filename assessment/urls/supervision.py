"""Addresses of supervision: slips, the matters behind them, field checks, talks."""

from django.urls import path

from assessment.views.slips import acts, field_checks, lists, talks

urlpatterns = [
    path("slips/", lists.slip_list, name="slip_list"),
    path("slips/new/", acts.slip_add, name="slip_add"),
    path("slips/matters/", lists.matter_list, name="matter_list"),
    path("slips/files/<int:pk>/", lists.supervision_file, name="supervision_file"),
    path("slips/<int:pk>/", lists.slip_show, name="slip_show"),
    path("slips/<int:pk>/print/", lists.slip_print, name="slip_print"),
    path("slips/<int:pk>/sign/", acts.slip_sign, name="slip_sign"),
    path("slips/<int:pk>/reply/", acts.slip_reply, name="slip_reply"),
    path("slips/<int:pk>/close/", acts.slip_close, name="slip_close"),
    path("slips/<int:pk>/return/", acts.slip_return, name="slip_return"),
    path("slips/<int:pk>/withdraw/", acts.slip_withdraw, name="slip_withdraw"),
    path("slips/<int:pk>/ease/", acts.slip_ease, name="slip_ease"),
    path("slips/checks/", field_checks.field_check_list, name="field_check_list"),
    path("slips/checks/new/", field_checks.field_check_add, name="field_check_add"),
    path("slips/checks/<int:pk>/", field_checks.field_check_show, name="field_check_show"),
    path("slips/checks/<int:pk>/edit/", field_checks.field_check_edit, name="field_check_edit"),
    path("slips/checks/<int:pk>/confirm/", field_checks.field_check_confirm, name="field_check_confirm"),
    path("slips/talks/", talks.talk_list, name="talk_list"),
    path("slips/talks/new/", talks.talk_add, name="talk_add"),
    path("slips/talks/<int:pk>/", talks.talk_show, name="talk_show"),
    path("slips/talks/<int:pk>/correct/", talks.talk_correct, name="talk_correct"),
]
