"""Addresses of scores."""

urlpatterns = []
