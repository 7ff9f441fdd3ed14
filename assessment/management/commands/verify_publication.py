"""`manage.py verify_publication N`: published figures worked out again and compared to the last digit.

Exit code 0: everything agrees; 1: something differs; 2: not found, or more than one paper bears the number.
"""

import json
from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError

from assessment.models import Report, ScoreRun
from assessment.reports.report_kinds import KINDS
from assessment.reports.verifying.differences import Checked
from assessment.reports.verifying.finding import checked, rankings, reports
from units.models import Region

DIFFERS, NOT_FOUND = 1, 2
MOST_NAMED = 8


class Command(BaseCommand):
    help = "按入账记录重新计算已发布的排名、更正和通报，与存档逐项核对，精确到最后一位。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("number", type=int, nargs="?", help="期号")
        parser.add_argument("--year", type=int, help="年度；同一期号在几个年度都有时必填")
        parser.add_argument("--region", default="", help="地区名称或编号；几个地区都有这一期时必填")
        parser.add_argument(
            "--kind", choices=("ranking", "report"), help="只核对排名（ranking）或通报（report）"
        )
        parser.add_argument("--of", choices=tuple(KINDS), help="通报种类；几种通报都有这一期时必填")
        parser.add_argument(
            "--title", default="", help="通报标题中的文字，如专项行动名称；同一期号有几份时必填"
        )
        parser.add_argument("--all", action="store_true", help="核对全部已发布的排名、更正和通报")
        parser.add_argument("--json", action="store_true", help="以JSON输出结果")

    def handle(self, *, number, year, region, kind, of, title, json: bool, **options) -> None:
        found = self._found(number, year, region, kind, of, title, every=options["all"])
        results = []
        for one in checked(found):
            results.append(one)
            if not json:
                self._say(one)
        if json:
            self.stdout.write(as_json(results))
        if wrong := sum(len(one.differences) for one in results):
            raise CommandError(f"共发现{wrong}处不一致。", returncode=DIFFERS)

    def _found(self, number, year, region, kind, of, title, *, every: bool) -> list[ScoreRun | Report]:
        if (number is None) != every:
            raise CommandError("请写明期号，或者用 --all 核对全部。", returncode=NOT_FOUND)
        place = _region(region)
        runs = rankings() if kind != "report" else ScoreRun.objects.none()
        papers = reports() if kind != "ranking" else Report.objects.none()
        if number is not None:
            runs, papers = runs.filter(number=number), papers.filter(number=number)
        if year is not None:
            runs, papers = runs.filter(scheme__year=year), papers.filter(year=year)
        if of is not None:
            runs, papers = runs.none(), papers.filter(kind=of)
        if title:
            runs, papers = runs.none(), papers.filter(title__contains=title)
        if place is not None:
            runs, papers = runs.filter(region=place), papers.filter(region=place)
        found = [*runs, *papers]
        if not found:
            raise CommandError("没有找到符合条件的已发布排名或通报。", returncode=NOT_FOUND)
        if not every and (len(runs) > 1 or len(papers) > 1):
            raise CommandError(_ambiguous(found), returncode=NOT_FOUND)
        return found

    def _say(self, one: Checked) -> None:
        self.stdout.write(f"{one.title}：{'一致' if one.is_sound else '不一致'}（核对{one.counted}）")
        for each in one.differences:
            self.stdout.write(f"  {each.sentence}")
        for note in one.notes:
            self.stdout.write(f"  说明：{note}")


def as_json(results: Sequence[Checked]) -> str:
    return json.dumps([one.as_data() for one in results], ensure_ascii=False, indent=1)


def _region(asked: str) -> Region | None:
    """By name or by the number of its row. Raises CommandError for none and for several."""
    if not asked:
        return None
    rows = Region.objects.filter(name=asked)
    if not rows and asked.isascii() and asked.isdigit() and len(asked) < 19:
        rows = Region.objects.filter(pk=int(asked))
    if len(rows) != 1:
        sentence = f"有几个地区叫“{asked}”，请用编号。" if rows else f"没有地区“{asked}”。"
        raise CommandError(sentence, returncode=NOT_FOUND)
    return rows[0]


def _ambiguous(found: Sequence[ScoreRun | Report]) -> str:
    named = "、".join(
        f"{one.region.name}（编号{one.region_id}）{one.scheme.year}年排名"
        if isinstance(one, ScoreRun)
        else f"《{one.title}》（编号{one.region_id}，{one.year}年）"
        for one in found[:MOST_NAMED]
    )
    return f"这个期号不止一期：{named}。请用 --year、--region、--kind、--of 或 --title 指明。"
