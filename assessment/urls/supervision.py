"""Addresses of supervision: slips and the matters behind them."""

from django.urls import path

from assessment.views.slips import acts, lists

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
]
