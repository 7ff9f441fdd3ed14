"""Lets the clean-up after a `transaction=True` test empty tables whose rows may never change."""

from django.apps import apps
from django.db import connections
from django.test import TransactionTestCase

from promo import append_only

_teardown = TransactionTestCase._fixture_teardown


def _open_clean_and_close(self) -> None:
    """The flush of the original ends in post_migrate, which closes the rows again."""
    for alias in self._databases_names(include_mirrors=False):
        connection = connections[alias]
        with connection.cursor() as cursor:
            for config in apps.get_app_configs():
                for model, _ in append_only.closed_models(config):
                    for statement in append_only.drop_statements(model, connection.vendor):
                        cursor.execute(statement)
    _teardown(self)


def let_tests_clean_up() -> None:
    TransactionTestCase._fixture_teardown = _open_clean_and_close
