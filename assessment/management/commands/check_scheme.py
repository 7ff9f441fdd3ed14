"""`manage.py check_scheme FILE ...`: reads scheme files, tries all their worked examples, prints what differs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessment.examples import check_examples, count_examples
from assessment.scheme_document import SchemeError, load_text


class Command(BaseCommand):
    help = "检查考核办法文件：读入、逐一核对算例，列出不符之处。有不符或读不懂时退出码为1。"
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args, files: list[str], **options) -> None:
        faults = sum(self._check(name) for name in files)
        if faults:
            raise CommandError(f"共{faults}处不符。", returncode=1)

    def _check(self, name: str) -> int:
        """Prints what is wrong with one file; how much that is."""
        try:
            scheme = load_text(Path(name).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"{name}：无法读取（{fault.__class__.__name__}）。") from fault
        except SchemeError as fault:
            for problem in fault.problems:
                self.stderr.write(f"{name}：{problem}")
            return len(fault.problems)
        differences = check_examples(scheme)
        for one in differences:
            self.stderr.write(f"{name}：{one}")
        verdict = f"{len(differences)}个不符" if differences else "全部相符"
        self.stdout.write(f"{name}：{scheme.name}，算例{count_examples(scheme)}个，{verdict}。")
        return len(differences)
