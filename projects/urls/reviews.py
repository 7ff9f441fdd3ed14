"""Addresses of what others say about facts, and of plans of arrival."""

from django.urls import path

from projects.views import disputes, opinions, plans

urlpatterns = [
    path("opinions/", opinions.opinion_list, name="opinion_list"),
    path("opinions/export/", opinions.opinion_export, name="opinion_export"),
    path("opinions/<int:pk>/", opinions.opinion_show, name="opinion_show"),
    path("opinions/<int:pk>/give/", opinions.opinion_give, name="opinion_give"),
    path("facts/milestone/<int:pk>/opinions/new/", opinions.opinion_add, name="opinion_add"),
    path("facts/<str:kind>/<int:pk>/dispute/", disputes.dispute_add, name="dispute_add"),
    path("disputes/", disputes.dispute_list, name="dispute_list"),
    path("disputes/export/", disputes.dispute_export, name="dispute_export"),
    path("disputes/<int:pk>/settle/", disputes.dispute_settle, name="dispute_settle"),
    path("evidence/reused/", disputes.reuse_list, name="reuse_list"),
    path("evidence/reused/export/", disputes.reuse_export, name="reuse_export"),
    path("projects/<int:pk>/plan/", plans.plan_show, name="plan_show"),
    path("projects/<int:pk>/plan/new/", plans.plan_add, name="plan_add"),
    path("projects/<int:pk>/plan/export/", plans.plan_export, name="plan_export"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/export/", plans.plan_export_all, name="plan_list_export"),
]
