"""Addresses of the office's rules."""

from django.urls import path

from projects.views import rules

urlpatterns = [
    path("rules/", rules.rule_list, name="rule_list"),
    path("rules/export/", rules.rule_export, name="rule_export"),
    path("rules/<int:pk>/file/", rules.rule_file, name="rule_file"),
    path("rules/<int:pk>/<str:kind>/", rules.rule_show, name="rule_show"),
    path("rules/<int:pk>/<str:kind>/set/", rules.rule_set, name="rule_set"),
]
