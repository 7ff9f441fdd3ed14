"""Whose address a request comes from, for the lock-out after wrong passwords."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """In production the reverse proxy says who called (deploy/nginx.conf sets the header, never appends to it);
    without a proxy the header is anybody's claim, and only the connection itself is believed."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
