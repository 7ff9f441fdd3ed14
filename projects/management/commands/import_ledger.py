"""Print what the importer reads from a ledger; nothing is stored and no row of the database is needed."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.intake import LedgerReading, as_comparable, read_ledger
from promo.days import read_day
from promo.reading import Unreadable
from promo.sheets.reading import BadWorkbook

ONLY_DRY = "本命令只试读台账。请加上 --dry-run；正式导入请在“台账导入”页面上传，核对后确认。"


class Command(BaseCommand):
    help = "试读一份台账（--dry-run），不保存任何数据；--json 输出全部读取结果。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="只读不存")
        parser.add_argument("--json", action="store_true", help="以JSON输出全部读取结果")
        parser.add_argument("--cut-off", default="", help="数据截止日期，默认今天")

    def handle(self, *args, file: Path, dry_run: bool, cut_off: str, **options) -> None:
        if not dry_run:
            raise CommandError(ONLY_DRY)
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        try:
            cut_off_on = read_day(cut_off) if cut_off else timezone.localdate()
            reading = read_ledger(file, suffix=file.suffix, cut_off_on=cut_off_on)
        except (Unreadable, BadWorkbook) as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(
                json.dumps(as_comparable(reading, file_name=file.name), ensure_ascii=False, indent=1)
            )
        else:
            self.stdout.write("\n".join(in_words(reading)))


def in_words(reading: LedgerReading) -> list[str]:
    """The same in a few lines, for a person at the keyboard."""
    lines = []
    for sheet in reading.sheets:
        if not sheet.layout:
            lines.append(f"工作表“{sheet.name}”{sheet.why}，没有读取。")
            continue
        lines.append(
            f"工作表“{sheet.name}”：表头在第{sheet.layout.head + 1}行，{len(sheet.projects)}个项目。"
        )
        lines += [f"  {note['col']}列：{note['why']}" for note in sheet.notes]
        for row in sheet.rows:
            lines += [f"  第{row.number}行 {problem.column}：{problem.why}" for problem in row.problems]
        lines += [
            f"  第{check.row}行 {check.column}：合计{check.stated}，各行之和{check.computed}。"
            for check in sheet.totals
            if check.matches is False
        ]
    lines += [f"疑似重复：第{first[1]}行与第{later[1]}行。" for first, later in reading.twins]
    return lines
