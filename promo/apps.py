"""App configuration of the ground floor."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save

from promo import checks  # noqa: F401 - registers the checks
from promo.append_only import install


class PromoConfig(AppConfig):
    name = "promo"
    verbose_name = "平台"

    def ready(self) -> None:
        from promo.calendar import begin  # noqa: PLC0415 - models need the app registry
        from promo.notices import on_event  # noqa: PLC0415 - as above

        post_save.connect(on_event, sender="promo.Event", dispatch_uid="promo.notices")
        post_migrate.connect(install, dispatch_uid="promo.append_only")
        post_migrate.connect(begin, sender=self, dispatch_uid="promo.calendar")
