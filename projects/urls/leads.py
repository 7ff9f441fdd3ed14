"""Addresses of leads: the register, the screening of one, drafts."""

from django.urls import path

from projects.views import drafts, lead_register, screening

urlpatterns = [
    path("leads/", lead_register.lead_register, name="lead_register"),
    path("leads/export/", lead_register.lead_register_export, name="lead_register_export"),
    path("leads/drafts/", drafts.lead_drafts, name="lead_drafts"),
    path("leads/drafts/save/", drafts.lead_draft_save, name="lead_draft_save"),
    path("leads/drafts/keep/", drafts.lead_draft_keep, name="lead_draft_keep"),
    path("leads/drafts/<int:pk>/kept/", drafts.lead_draft_kept, name="lead_draft_kept"),
    path("leads/drafts/<int:pk>/delete/", drafts.lead_draft_delete, name="lead_draft_delete"),
    path("projects/<int:pk>/screening/", screening.screening_show, name="screening_show"),
    path("projects/<int:pk>/screening/accept/", screening.lead_accept, name="lead_accept"),
    path("projects/<int:pk>/screening/open/", screening.screening_open, name="screening_open"),
    path("projects/<int:pk>/screening/renew/", screening.screening_renew, name="screening_renew"),
    path("projects/<int:pk>/screening/save/", screening.screening_save, name="screening_save"),
    path("projects/<int:pk>/screening/decide/", screening.screening_decide, name="screening_decide"),
    path("projects/<int:pk>/screening/resubmit/", screening.lead_resubmit, name="lead_resubmit"),
    path("projects/<int:pk>/screening/reopen/", screening.lead_reopen, name="lead_reopen"),
    path("projects/<int:pk>/screening/feedback/", screening.lead_feedback, name="lead_feedback"),
]
