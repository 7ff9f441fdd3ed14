"""App configuration."""

from django.apps import AppConfig

from projects.verbs import VERBS
from promo.web.verbs import EVENT_VERBS


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "项目"

    def ready(self) -> None:
        from projects import notifying  # noqa: PLC0415 - models need the app registry

        notifying.install()
        EVENT_VERBS.update(VERBS)
