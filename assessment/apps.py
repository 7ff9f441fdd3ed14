"""App configuration."""

from django.apps import AppConfig

from assessment import verbs
from projects.beside import BESIDE


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "考核"

    def ready(self) -> None:
        from assessment import notifying  # noqa: PLC0415 - models need the app registry
        from assessment.reports.field_checks import beside_project  # noqa: PLC0415 - as above

        verbs.install()
        notifying.install()
        BESIDE["实地核查"] = beside_project
