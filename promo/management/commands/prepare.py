"""Makes the database ready before the processes start: tables always, the demonstration only in a new one."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from promo.checks import refuse_unsafe_start

MARK = "demonstration_unfinished"
HALF_DONE = "演示数据没有装完，数据库不能使用。请换一个新数据库，或以 DEMO=0 重新开始。"


def is_new() -> bool:
    """No migration was ever run here."""
    return "django_migrations" not in connection.introspection.table_names()


def needs_migration() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def throw_away_database() -> None:
    """Remove the SQLite files of a demonstration that never got ready; nobody has worked in it yet."""
    database = settings.DATABASES["default"]
    if "sqlite3" not in database["ENGINE"]:
        raise CommandError(HALF_DONE)
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{database['NAME']}{ending}").unlink(missing_ok=True)


class Command(BaseCommand):
    help = "Migrate; with --demo also load the demonstration town when the database is new."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--demo", action="store_true")

    def handle(self, *, demo: bool, **_) -> None:
        refuse_unsafe_start()
        for folder in (settings.VAR_DIR, settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        mark = settings.VAR_DIR / MARK
        if mark.exists():
            self.stdout.write("上次的演示数据没有装完，重新装入。")
            throw_away_database()
            mark.unlink()
        new = is_new()
        if demo and new:
            mark.touch()
        if needs_migration():
            self.stdout.write("正在准备数据库……")
            call_command("migrate", verbosity=0, interactive=False)
        if demo and new:
            self.stdout.write("正在装入演示数据，约需三四分钟……")
            call_command("make_demo", stdout=self.stdout)
            mark.unlink()
