"""The layout of a table as a form: a line for each column, moved by buttons, with a name and what stands around."""

from collections.abc import Sequence

from django import forms

from promo.tables import Arrangement, Column, Placed, names_of
from promo.web.forms import PromoForm, VersionField

UNITS = [("", "按原表"), ("yuan", "元"), ("wan", "万元"), ("yi", "亿元")]
GROUPS_MOST = 2
NOTES_MOST = 10
MOVES = {"up": -1, "down": 1}


class LayoutForm(PromoForm):
    """`columns` are those of the table itself; `saved` is the layout that is being changed."""

    name = forms.CharField(label="版式名称", max_length=40)
    title = forms.CharField(label="表格标题", max_length=60, required=False, help_text="不填则按原标题。")
    unit = forms.ChoiceField(label="金额单位", choices=UNITS, required=False)
    notes = forms.CharField(
        label="表下注释", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一条，列在原有注释之后。",
    )  # fmt: skip
    signature = forms.CharField(
        label="落款", max_length=100, required=False, help_text="如：填表人：　　审核人：　　日期："
    )
    is_default = forms.BooleanField(label="本镇导出这张表时默认使用", required=False)
    order = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    version = VersionField()

    def __init__(self, *args, columns: Sequence[Column], saved: Arrangement | None = None, **kwargs) -> None:
        self.columns, self.names = columns, names_of(columns)
        kwargs["initial"] = {**self._initial(saved), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if saved is None:
            del self.fields["version"]

    def _initial(self, saved: Arrangement | None) -> dict:
        """What stands in the boxes first: the saved layout, else the table as it is."""
        own = [
            Placed(name, one.title, one.groups) for name, one in zip(self.names, self.columns, strict=True)
        ]
        placed = {one.name: one for one in (saved.columns if saved else own)}
        order = [self.names.index(name) for name in placed if name in self.names]
        order += [number for number, name in enumerate(self.names) if name not in placed]
        first: dict = {"order": ",".join(map(str, order))}
        if saved:
            first |= {"title": saved.title, "unit": saved.unit, "signature": saved.signature}
            first["notes"] = "\n".join(saved.notes)
        for number, one in enumerate(own):
            shown = placed.get(one.name)
            first[f"shown_{number}"] = shown is not None
            first[f"head_{number}"] = (shown or one).title
            first[f"group_{number}"] = "/".join((shown or one).groups)
        return first

    @property
    def numbers(self) -> list[int]:
        """The columns in their order, as typed or moved; what is missing or strange in it comes last, as it was."""
        typed = self.data.get("order", "") if self.is_bound else self.initial["order"]
        asked = [
            int(one)
            for one in str(typed)[:1000].split(",")
            if one.isascii() and one.isdigit() and len(one) < 5
        ]
        asked = [number for number in dict.fromkeys(asked) if number < len(self.columns)]
        return asked + [number for number in range(len(self.columns)) if number not in asked]

    def move(self, asked: str) -> None:
        """'up:3' changes the places of a column and its neighbour; whatever else moves nothing."""
        way, _, text = asked.partition(":")
        order = self.numbers
        if way in MOVES and text.isascii() and text.isdigit() and len(text) < 5 and int(text) in order:
            place = order.index(int(text))
            other = place + MOVES[way]
            if 0 <= other < len(order):
                order[place], order[other] = order[other], order[place]
        self.data = self.data.copy()
        self.data["order"] = ",".join(map(str, order))

    def lines(self) -> list[dict]:
        """Each column in its order with its three boxes, for the page."""
        order = self.numbers
        return [
            {
                "number": number, "name": self.names[number], "is_first": place == 0,
                "is_last": place == len(order) - 1, "shown": self[f"shown_{number}"], "head": self[f"head_{number}"],
                "group": self[f"group_{number}"],
            }
            for place, number in enumerate(order)
        ]  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors:
            if not any(data[f"shown_{number}"] for number in self.numbers):
                self.add_error(None, "请至少保留一列。")
            if len(self._lines_of(data["notes"])) > NOTES_MOST:
                self.add_error("notes", f"注释最多{NOTES_MOST}条。")
        return data

    def arrangement(self) -> Arrangement:
        data = self.cleaned_data
        columns = tuple(
            Placed(self.names[n], data[f"head_{n}"] or self.columns[n].title, _groups(data[f"group_{n}"]))
            for n in self.numbers
            if data[f"shown_{n}"]
        )
        notes = tuple(self._lines_of(data["notes"]))
        return Arrangement(columns, data["unit"], data["title"], notes, data["signature"])

    @staticmethod
    def _lines_of(text: str) -> list[str]:
        return [line.strip() for line in text.split("\n") if line.strip()]


def _groups(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("/") if part.strip())


def check_groups(text: str) -> None:
    if len(_groups(text)) > GROUPS_MOST:
        raise forms.ValidationError("上级表头最多两级，用“/”分开。", code="groups")


def layout_form(columns: Sequence[Column], *args, **kwargs) -> LayoutForm:
    """A form with the boxes of these columns."""
    boxes: dict[str, forms.Field] = {}
    for number, column in enumerate(columns):
        boxes[f"shown_{number}"] = forms.BooleanField(label=f"列出{column.title}", required=False)
        boxes[f"head_{number}"] = forms.CharField(label="表头", max_length=40, required=False)
        boxes[f"group_{number}"] = forms.CharField(
            label="上级表头", max_length=60, required=False, validators=[check_groups]
        )
    form_class = type("LayoutFormOfTable", (LayoutForm,), boxes)
    return form_class(*args, columns=columns, **kwargs)
