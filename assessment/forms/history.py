"""How the record is narrowed: by subject, project, person, what was done and when."""

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from assessment.reports.history import choices_for, events_seen
from projects.models import Project
from promo.models import Event
from promo.web.fields import DayField
from promo.web.forms import PromoForm
from promo.web.verbs import EVENT_VERBS
from units.access import Access

ANY = [("", "全部")]


class HistoryForm(PromoForm):
    subject = forms.ChoiceField(label="类别", required=False)
    project = forms.CharField(label="项目名称或编号", max_length=60, required=False)
    by = forms.CharField(label="办理人", max_length=30, required=False)
    verb = forms.ChoiceField(label="事项", required=False)
    start = DayField(label="从", required=False)
    end = DayField(label="到", required=False)

    def __init__(self, data, *, access: Access, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.access = access
        self.fields["subject"].choices = [*ANY, *choices_for(access)]
        self.fields["verb"].choices = [*ANY, *sorted(EVENT_VERBS.items(), key=lambda pair: pair[1])]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", "截止日期不能早于起始日期。")
        return data

    def found(self) -> QuerySet[Event]:
        """Newest first; nothing while the filter is wrong."""
        if not self.is_valid():
            return Event.objects.none()
        asked = self.cleaned_data
        rows = events_seen(self.access, subject=asked["subject"])
        if words := asked["project"]:
            named = Project.objects.visible_to(self.access).search(words).order_by()
            rows = rows.filter(subject=Project._meta.label_lower, subject_id__in=named.values("pk"))
        if name := asked["by"]:
            rows = rows.filter(by__name__icontains=name)
        if verb := asked["verb"]:
            rows = rows.filter(verb=verb)
        if start := asked["start"]:
            rows = rows.filter(at__gte=_midnight(start))
        if end := asked["end"]:
            rows = rows.filter(at__lt=_midnight(end + timedelta(days=1)))
        return rows.select_related("by").order_by("-at", "-pk")

    @property
    def words(self) -> str:
        """What was asked, for the workbook's colophon."""
        if not self.is_valid():
            return ""
        chosen = [(self[name].label, self._said(name)) for name in self.fields if self.cleaned_data.get(name)]
        return "；".join(f"{label}：{said}" for label, said in chosen)

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


def _midnight(day) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
