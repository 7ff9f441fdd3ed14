"""App configuration."""

from django.apps import AppConfig

from assessment import verbs


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "考核"

    def ready(self) -> None:
        verbs.install()
