"""Addresses of projects."""

urlpatterns = []
