"""What every act of service checks first, and how it shows that a project does not stand still."""

from datetime import date, datetime

from django.utils import timezone

from projects.actions.turns import take_turn
from projects.models import Project
from promo.refusal import Refused


def take_open(project: Project) -> None:
    """Lock the project. Refused when it ended."""
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再登记服务事项。")


def not_later(day: date | None, at: datetime, *, field: str) -> None:
    if day and day > timezone.localdate(at):
        raise Refused("日期不能晚于今天。", field=field)


def not_earlier(day: date, at: datetime, *, field: str) -> None:
    if day < timezone.localdate(at):
        raise Refused("日期不能早于今天。", field=field)


def said(text: str, sentence: str, *, field: str) -> str:
    """`text` without blanks around it. Refused with `sentence` when nothing is left."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()


def touch(project: Project, at: datetime) -> None:
    """Something was done: the project was looked after on this day."""
    today = timezone.localdate(at)
    Project.objects.filter(pk=project.pk, last_entry_on__lt=today).update(last_entry_on=today)
