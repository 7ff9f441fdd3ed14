"""Addresses of projects, their facts and the ledgers that come in."""

from projects.urls import (
    facts,
    history,
    imports,
    leads,
    projects,
    referral,
    reviews,
    rules,
    service,
    transfers,
)

app_name = "projects"
PARTS = (projects, facts, history, imports, referral, reviews, service, leads, rules, transfers)
urlpatterns = [pattern for part in PARTS for pattern in part.urlpatterns]
