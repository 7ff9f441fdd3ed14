"""What is typed while a project is looked after: the log, next steps, blockers, checklists, who is in charge."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from projects.forms.facts import WithFiles
from projects.models import Blocker, NoteKind, Project, ServiceItem
from promo.refusal import Refused
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField
from units.models import Unit, User

NEXT = {"text": "next_text", "due_on": "next_due_on", "owner": "next_owner"}


def words(label: str, most: int, *, rows: int = 2, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


def later(label: str, *, required: bool = True, **more) -> DayField:
    """A day that may lie ahead."""
    return DayField(label=label, required=required, future=True, **more)


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return unit.name


class ProgressForm(WithFiles):
    """One entry of the log and, with it, what is to be done next."""

    kind = forms.ChoiceField(
        label="方式", choices=NoteKind.choices, required=False, initial=NoteKind.PROGRESS
    )
    happened_on = DayField(label="日期")
    place = forms.CharField(label="地点", max_length=60, required=False)
    people = forms.CharField(label="参加人员", max_length=120, required=False)
    text = words("进展情况", 1000, rows=3)
    files = EvidenceFilesField(label="照片和材料", required=False)
    next_text = forms.CharField(label="下一步工作", max_length=200, required=False)
    next_due_on = later("完成日期", required=False)
    next_owner = forms.CharField(label="负责人", max_length=30, required=False)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or NoteKind.PROGRESS

    def clean(self) -> dict:
        data = super().clean()
        if data.get("next_text") and not data.get("next_due_on") and "next_due_on" not in self.errors:
            self.add_error("next_due_on", "请填写下一步工作的完成日期。")
        told = data.get("next_due_on") or data.get("next_owner")
        if told and not data.get("next_text") and "next_text" not in self.errors:
            self.add_error("next_text", "请填写下一步工作。")
        return data

    def refuse(self, refused: Refused) -> None:
        """What is wrong with the next step stands beside its own boxes."""
        super().refuse(
            Refused(refused.sentence, field=NEXT[refused.field]) if refused.field in NEXT else refused
        )

    def for_action(self) -> dict:
        """Keyword arguments of record_progress."""
        data = dict(self.cleaned_data)
        following = {name: data.pop(typed) for name, typed in NEXT.items()}
        return data | {"following": following if following["text"] else None}


class StepForm(PromoForm):
    text = forms.CharField(label="下一步工作", max_length=200)
    due_on = later("完成日期")
    owner = forms.CharField(label="负责人", max_length=30, required=False)


class MoveStepForm(PromoForm):
    due_on = later("新的完成日期")
    reason = words("调整原因", 200)
    version = VersionField()


class FinishStepForm(PromoForm):
    done_on = DayField(label="办结日期")
    result = words("办理情况", 200)
    version = VersionField()


class BlockerForm(PromoForm):
    """`kinds` and `days` come from the rule of the office."""

    kind = forms.ChoiceField(label="种类")
    text = words("难点", 300)
    unit = UnitChoice(
        label="牵头单位", queryset=Unit.objects.none(), required=False, empty_label="（未指定）"
    )
    owner = forms.CharField(label="负责人", max_length=30, required=False)
    due_on = later("解决时限", required=False)

    def __init__(self, *args, kinds: dict[str, str], days: int, units: QuerySet[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *kinds.items()]
        self.fields["unit"].queryset = units
        self.fields["due_on"].help_text = f"不填为{days}个工作日。"


class BlockerChangeForm(PromoForm):
    unit = UnitChoice(
        label="牵头单位", queryset=Unit.objects.none(), required=False, empty_label="（未指定）"
    )
    owner = forms.CharField(label="负责人", max_length=30, required=False)
    due_on = later("解决时限")
    reason = words("调整原因", 200, required=False)
    version = VersionField()

    def __init__(self, *args, blocker: Blocker, units: QuerySet[Unit], **kwargs) -> None:
        names = ("unit", "owner", "due_on", "version")
        super().__init__(*args, initial={name: getattr(blocker, name) for name in names}, **kwargs)
        self.fields["unit"].queryset = units | Unit.objects.filter(pk=blocker.unit_id)
        self.fields["reason"].help_text = "调整解决时限的，须填写原因。"


class ResolveForm(PromoForm):
    resolved_on = DayField(label="解决日期")
    resolution = words("解决情况", 300)
    version = VersionField()


class ReopenForm(PromoForm):
    text = words("难点", 300)
    due_on = later("解决时限", required=False)


class ItemForm(PromoForm):
    name = forms.CharField(label="事项", max_length=40)
    department = forms.CharField(label="办理部门", max_length=30, required=False)
    promised_on = later("承诺办结", required=False)


class ItemChangeForm(WithFiles):
    department = forms.CharField(label="办理部门", max_length=30, required=False)
    started_on = DayField(label="受理日期", required=False)
    promised_on = later("承诺办结", required=False)
    done_on = DayField(label="办结日期", required=False)
    number = forms.CharField(label="文号", max_length=60, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    is_dropped = forms.BooleanField(label="不需办理", required=False)
    files = EvidenceFilesField(label="批文或回执", required=False)
    version = VersionField()

    NAMES = ("department", "started_on", "promised_on", "done_on", "number", "note", "is_dropped", "version")

    def __init__(self, *args, item: ServiceItem, **kwargs) -> None:
        super().__init__(*args, initial={name: getattr(item, name) for name in self.NAMES}, **kwargs)


class ChargeForm(PromoForm):
    """Who is in charge and by when it is built. Somebody who left stays to be chosen only while he is the owner."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label="项目责任人", required=False, empty_label="（未确定）"
    )
    sponsor = forms.CharField(label="包联领导", max_length=30, required=False)
    planned_start_on = later("计划开工日期", required=False)
    planned_completion_on = later("计划竣工日期", required=False)
    version = VersionField()

    NAMES = ("owner", "sponsor", "planned_start_on", "planned_completion_on", "version")

    def __init__(self, *args, project: Project, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, initial={name: getattr(project, name) for name in self.NAMES}, **kwargs)
        self.fields["owner"].queryset = people | User.objects.filter(pk=project.owner_id)

    def clean(self) -> dict:
        data = super().clean()
        start, end = data.get("planned_start_on"), data.get("planned_completion_on")
        if start and end and end < start:
            raise ValidationError({"planned_completion_on": "计划竣工日期不能早于计划开工日期。"})
        return data
