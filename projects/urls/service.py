"""Addresses of service: the log, next steps, blockers, checklists, who is in charge."""

from django.urls import path

from projects.views import blockers, service, service_acts, service_lists

urlpatterns = [
    path("projects/<int:pk>/service/", service.service_show, name="service_show"),
    path("projects/<int:pk>/service/export/", service.service_export, name="service_export"),
    path("projects/<int:pk>/progress/new/", service.progress_add, name="progress_add"),
    path("projects/<int:pk>/charge/", service.charge_set, name="charge_set"),
    path("projects/<int:pk>/steps/new/", service_acts.step_add, name="step_add"),
    path("projects/<int:pk>/blockers/new/", blockers.blocker_add, name="blocker_add"),
    path("projects/<int:pk>/items/<str:which>/take/", service_acts.items_list, name="items_list"),
    path("projects/<int:pk>/items/<str:which>/new/", service_acts.item_add, name="item_add"),
    path("items/<int:pk>/edit/", service_acts.item_edit, name="item_edit"),
    path("next-steps/", service_lists.step_list, name="step_list"),
    path("next-steps/export/", service_lists.step_export, name="step_export"),
    path("next-steps/<int:pk>/finish/", service_acts.step_finish, name="step_finish"),
    path("next-steps/<int:pk>/move/", service_acts.step_move, name="step_move"),
    path("blockers/", service_lists.blocker_list, name="blocker_list"),
    path("blockers/export/", service_lists.blocker_export, name="blocker_export"),
    path("blockers/<int:pk>/", blockers.blocker_show, name="blocker_show"),
    path("blockers/<int:pk>/edit/", blockers.blocker_edit, name="blocker_edit"),
    path("blockers/<int:pk>/resolve/", blockers.blocker_resolve, name="blocker_resolve"),
    path("blockers/<int:pk>/reopen/", blockers.blocker_reopen, name="blocker_reopen"),
    path("permits/", service_lists.permit_list, name="permit_list"),
    path("permits/export/", service_lists.permit_export, name="permit_export"),
]
