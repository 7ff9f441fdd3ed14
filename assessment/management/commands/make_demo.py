"""`manage.py make_demo`: build the invented town in an empty database and write down its accounts."""

import json
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessment.demonstration import places
from assessment.demonstration.town import build
from units.models import Role, User


class Command(BaseCommand):
    help = (
        "Load the demonstration town into an empty database; refused in production and where anybody exists."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--projects", type=int, default=264)

    def handle(self, *, seed: int, projects: int, **_) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration is refused in production: its passwords are public.")
        if User.objects.exists():
            raise CommandError("The database is in use; the demonstration needs an empty one.")
        with transaction.atomic():
            cast = build(now=timezone.localtime(), seed=seed, projects=projects)
        self._write_accounts()
        self.stdout.write(f"演示数据已装入：{len(cast.units)}个单位，{len(cast.projects)}个项目。")

    def _write_accounts(self) -> None:
        rows = [(place[4], place[1]) for place in places.PEOPLE if not place[0].startswith("second")]
        rows.append((Role.ADMINISTRATOR.value, places.ADMINISTRATOR[0]))
        accounts = [
            {"role": Role(role).label, "username": username, "password": places.PASSWORD}
            for role, username in rows
        ]
        path = settings.VAR_DIR / "demo_accounts.json"
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(accounts, file, ensure_ascii=False, indent=1)
