"""Print what the importer reads from a ledger, as JSON; nothing is stored and no row of the database is needed."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.intake import as_comparable, read_ledger
from promo.days import read_day
from promo.reading import Unreadable
from promo.sheets.reading import BadWorkbook


class Command(BaseCommand):
    help = "读出一份台账的内容并以JSON输出，不保存任何数据。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--cut-off", default="", help="数据截止日期，默认今天")

    def handle(self, *args, file: Path, cut_off: str, **options) -> None:
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        try:
            cut_off_on = read_day(cut_off) if cut_off else timezone.localdate()
            reading = read_ledger(file, suffix=file.suffix, cut_off_on=cut_off_on)
        except (Unreadable, BadWorkbook) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(as_comparable(reading), ensure_ascii=False, indent=1))
