"""A form that was sent once is acted on once: the receipt is kept with the effect (reliability D-05)."""

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    path = models.CharField(max_length=300)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.path}"
