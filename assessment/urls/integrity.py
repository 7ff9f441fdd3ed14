"""Addresses of findings and of what the superior counts."""

from django.urls import path

from assessment.views import integrity, superior

urlpatterns = [
    path("integrity/", integrity.finding_list, name="finding_list"),
    path("integrity/look/", integrity.finding_look, name="finding_look"),
    path("integrity/<int:pk>/", integrity.finding_show, name="finding_show"),
    path("integrity/<int:pk>/dismiss/", integrity.finding_dismiss, name="finding_dismiss"),
    path("integrity/<int:pk>/reopen/", integrity.finding_reopen, name="finding_reopen"),
    path("integrity/superior/", superior.superior_list, name="superior_list"),
    path("integrity/superior/new/", superior.superior_add, name="superior_add"),
]
