"""Addresses of campaigns."""

from django.urls import path

from assessment.views.campaigns import acts, looking

CHECKPOINT = "campaigns/checkpoints/<int:pk>/<int:unit_pk>/"

urlpatterns = [
    path("campaigns/", looking.campaign_list, name="campaign_list"),
    path("campaigns/new/", acts.campaign_add, name="campaign_add"),
    path("campaigns/<int:pk>/", looking.campaign_show, name="campaign_show"),
    path("campaigns/<int:pk>/change/", acts.campaign_change, name="campaign_change"),
    path("campaigns/<int:pk>/recognise/", acts.campaign_recognise, name="campaign_recognise"),
    path(
        "campaigns/recognitions/<int:pk>/",
        acts.campaign_recognition_decide,
        name="campaign_recognition_decide",
    ),
    path(CHECKPOINT, acts.campaign_checkpoint_decide, name="campaign_checkpoint_decide"),
]
