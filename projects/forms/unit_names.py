"""Which unit of the directory a ledger means by each name that it does not know."""

from collections.abc import Sequence

from django import forms

from promo.web.forms import PromoForm, VersionField
from units.models import Unit


class UnitNamesForm(PromoForm):
    """One choice a name, in the order of `names` (text, rows, unit). Only the office says it `for_all` later
    ledgers."""

    version = VersionField()
    remember = forms.BooleanField(label="记住这些写法，下次导入时使用", required=False, initial=True)

    def __init__(self, *args, names: Sequence, units: Sequence[Unit], for_all: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.units = names, {unit.pk: unit for unit in units}
        if not for_all:
            del self.fields["remember"]
        choices = [("", "未指定"), *((unit.pk, unit.name) for unit in units)]
        for place, name in enumerate(names):
            self.fields[f"unit_{place}"] = forms.TypedChoiceField(
                label=name.text,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=name.unit,
            )
        self.prepare()

    def rows(self) -> list[tuple]:
        return [(name, self[f"unit_{place}"]) for place, name in enumerate(self.names)]

    def told(self) -> dict[str, Unit | None]:
        """By name what is said otherwise than before."""
        said = {name.text: self.cleaned_data[f"unit_{place}"] for place, name in enumerate(self.names)}
        return {
            name.text: self.units.get(said[name.text]) for name in self.names if said[name.text] != name.unit
        }
