"""Addresses of transfers, of the contract with its supplements, and of the investors."""

from django.urls import path

from projects.views import contract, transfers

urlpatterns = [
    path("transfers/", transfers.transfer_list, name="transfer_list"),
    path("transfers/export/", transfers.transfer_export, name="transfer_export"),
    path("transfers/<int:pk>/", transfers.transfer_show, name="transfer_show"),
    path("transfers/<int:pk>/give/", transfers.transfer_give, name="transfer_give"),
    path("transfers/<int:pk>/receive/", transfers.transfer_receive, name="transfer_receive"),
    path("transfers/<int:pk>/decide/", transfers.transfer_decide, name="transfer_decide"),
    path("transfers/<int:pk>/refuse/", transfers.transfer_refuse, name="transfer_refuse"),
    path("transfers/<int:pk>/withdraw/", transfers.transfer_withdraw, name="transfer_withdraw"),
    path("projects/<int:pk>/transfers/new/", transfers.transfer_add, name="transfer_add"),
    path("projects/<int:pk>/contract/", contract.contract_show, name="contract_show"),
    path("projects/<int:pk>/contract/export/", contract.contract_export, name="contract_export"),
    path("projects/<int:pk>/contract/supplements/new/", contract.supplement_add, name="supplement_add"),
    path("projects/<int:pk>/investors/", contract.investors_set, name="investors_set"),
]
