"""App configuration of the ground floor."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from promo import checks  # noqa: F401 - registers the checks
from promo.append_only import install


class PromoConfig(AppConfig):
    name = "promo"
    verbose_name = "平台"

    def ready(self) -> None:
        post_migrate.connect(install, dispatch_uid="promo.append_only")
