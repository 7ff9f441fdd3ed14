"""App configuration."""

from django.apps import AppConfig

from assessment import verbs


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "考核"

    def ready(self) -> None:
        from assessment import notifying  # noqa: PLC0415 - models need the app registry

        verbs.install()
        notifying.install()
