"""Addresses of projects, their facts and the ledgers that come in."""

from projects.urls import facts, history, imports, leads, projects, referral, reviews, rules, service

app_name = "projects"
PARTS = (projects, facts, history, imports, referral, reviews, service, leads, rules)
urlpatterns = [pattern for part in PARTS for pattern in part.urlpatterns]
