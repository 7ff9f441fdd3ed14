"""WSGI door for the web server (granian in WSGI mode: the cheapest measured, see docs/decisions)."""

import os

from django.core.wsgi import get_wsgi_application

from promo.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promo.settings")
application = get_wsgi_application()
refuse_unsafe_start()
