"""Facts of a merged project that are counted in another fact of the same family (INV-10)."""

from django.db import models
from django.db.models import Q

from projects.models.fact import Arrival, Milestone


class SetAside(models.Model):
    """From `since` until `ended_at` the fact counts nowhere: `counted_milestone` or `counted_arrival` holds what it
    says. The fact itself is closed and stays as it was verified."""

    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="set_asides"
    )
    arrival = models.ForeignKey(
        Arrival, null=True, blank=True, on_delete=models.PROTECT, related_name="set_asides"
    )
    counted_milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    counted_arrival = models.ForeignKey(
        Arrival, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(milestone__isnull=False, counted_milestone__isnull=False)
                & Q(arrival__isnull=True, counted_arrival__isnull=True)
                | Q(milestone__isnull=True, counted_milestone__isnull=True)
                & Q(arrival__isnull=False, counted_arrival__isnull=False),
                name="set_aside_one_fact",
            ),
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(ended_at__isnull=True), name="set_aside_milestone_once"
            ),
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(ended_at__isnull=True), name="set_aside_arrival_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone or self.arrival} → {self.counted_milestone or self.counted_arrival}"
