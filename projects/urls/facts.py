"""Addresses of facts, their evidence, the ledger they are posted to, and exchange rates."""

from django.urls import path

from projects.views import credit, desk, evidence, fact_page, facts, postings, rates

urlpatterns = [
    path("projects/<int:pk>/milestones/new/", facts.milestone_add, name="milestone_add"),
    path("projects/<int:pk>/arrivals/new/", facts.arrival_add, name="arrival_add"),
    path("projects/<int:pk>/credit/", credit.credit_show, name="credit_show"),
    path("projects/<int:pk>/credit/share/", credit.credit_share, name="credit_share"),
    path("projects/<int:pk>/credit/export/", credit.credit_export, name="credit_export"),
    path("facts/<str:kind>/<int:pk>/", fact_page.fact_show, name="fact_show"),
    path("facts/<str:kind>/<int:pk>/amend/", facts.fact_amend, name="fact_amend"),
    path("facts/<str:kind>/<int:pk>/withdraw/", facts.fact_withdraw, name="fact_withdraw"),
    path("facts/<str:kind>/<int:pk>/reverse/", fact_page.fact_reverse, name="fact_reverse"),
    path("facts/<str:kind>/<int:pk>/verify/", desk.fact_verify, name="fact_verify"),
    path("facts/<str:kind>/<int:pk>/return/", desk.fact_return, name="fact_return"),
    path("facts/<str:kind>/<int:pk>/reject/", desk.fact_reject, name="fact_reject"),
    path("verify/", desk.verify_desk, name="verify_desk"),
    path("verify/many/", desk.verify_many, name="verify_many"),
    path("verify/export/", desk.verify_export, name="verify_export"),
    path("evidence/<int:pk>/", evidence.evidence_show, name="evidence_show"),
    path("ledger/", postings.posting_list, name="posting_list"),
    path("ledger/export/", postings.posting_export, name="posting_export"),
    path("arrivals/", postings.arrival_list, name="arrival_list"),
    path("arrivals/export/", postings.arrival_export, name="arrival_export"),
    path("milestones/", postings.milestone_list, name="milestone_list"),
    path("milestones/export/", postings.milestone_export, name="milestone_export"),
    path("rates/", rates.rate_list, name="rate_list"),
    path("rates/new/", rates.rate_add, name="rate_add"),
    path("rates/export/", rates.rate_export, name="rate_export"),
]
