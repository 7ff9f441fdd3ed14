"""Runs a management command as a well-kept production machine would: `python -m tests.production check --deploy`."""

import os
import secrets
import sys
import tempfile

from django.core.management import execute_from_command_line

SAFE = {
    "DJANGO_SETTINGS_MODULE": "promo.settings",
    "PROMO_PRODUCTION": "1",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "promo.example.cn",
    "CSRF_TRUSTED_ORIGINS": "https://promo.example.cn",
    "DATABASE_URL": "postgresql://promo@127.0.0.1/promo",
    "REDIS_URL": "redis://127.0.0.1/0",
}

UNSAFE = ("DJANGO_ALLOW_ASYNC_UNSAFE", "PROMO_DEBUG", "PROMO_DEMONSTRATION")

if __name__ == "__main__":
    for name in UNSAFE:
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="promo-production-") as folder:
        os.environ.update(SAFE, PROMO_VAR=folder)
        execute_from_command_line(sys.argv)
