"""Which unit of the directory a ledger means by each name that it does not know."""

import hashlib
from collections.abc import Sequence

from django import forms

from promo.web.forms import PromoForm, VersionField
from units.models import Unit


def box_of(text: str) -> str:
    """The box of a name: called after the name itself, for the list of names moves when the directory does, and a
    unit chosen for one must not be taken for another."""
    return f"unit_{hashlib.sha256(text.encode()).hexdigest()[:16]}"


class UnitNamesForm(PromoForm):
    """One choice a name, in the order of `names` (text, rows, unit). `told` are the units said before: a name keeps
    its own as a choice even where it is none of `units`. Only the office says it `for_all` later ledgers."""

    version = VersionField()
    remember = forms.BooleanField(label="记住这些写法，下次导入时使用", required=False, initial=True)

    def __init__(
        self, *args, names: Sequence, units: Sequence[Unit], told: Sequence[Unit], for_all: bool, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.units = names, {unit.pk: unit for unit in units}
        if not for_all:
            del self.fields["remember"]
        beyond = {unit.pk: unit.name for unit in told if unit.pk not in self.units}
        choices = [("", "未指定"), *((unit.pk, unit.name) for unit in units)]
        for name in names:
            kept = [(name.unit, beyond[name.unit])] if name.unit in beyond else []
            self.fields[box_of(name.text)] = forms.TypedChoiceField(
                label=name.text,
                choices=[*choices, *kept],
                coerce=int,
                empty_value=None,
                required=False,
                initial=name.unit,
            )
        self.prepare()

    def rows(self) -> list[tuple]:
        return [(name, self[box_of(name.text)]) for name in self.names]

    def told(self) -> dict[str, Unit | None]:
        """By name what is said otherwise than before; of a name that the page did not ask nothing is said."""
        asked = [name for name in self.names if box_of(name.text) in self.data]
        said = {name: self.cleaned_data[box_of(name.text)] for name in asked}
        return {name.text: self.units.get(unit) for name, unit in said.items() if unit != name.unit}
