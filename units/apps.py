"""App configuration: the words of events, and the moment of login kept for the idle limit."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from promo.web.verbs import EVENT_VERBS
from units.idle import begin
from units.verbs import VERBS


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "单位与人员"

    def ready(self) -> None:
        EVENT_VERBS.update(VERBS)
        user_logged_in.connect(begin, dispatch_uid="units.idle.begin")
