"""The ground floor: settings, time, money, tables, jobs and web parts that know nothing of the business."""

from promo.celery import app as celery_app

__all__ = ["celery_app"]
