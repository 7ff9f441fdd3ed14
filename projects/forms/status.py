"""Why a project pauses, ends or leaves the register."""

from django import forms

from promo.web.forms import PromoForm, VersionField


class StatusForm(PromoForm):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField()


class VersionForm(PromoForm):
    """A single button that still says which state of the row the person saw."""

    version = VersionField()
