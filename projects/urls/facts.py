"""Addresses of facts."""

urlpatterns = []
