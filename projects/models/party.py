"""Investors, kept once however their name is written."""

from django.db import models


class Party(models.Model):
    """`key` is the name without blanks, brackets and company suffixes (projects.names.company_key)."""

    name = models.CharField("投资方", max_length=120)
    key = models.CharField(max_length=120, db_index=True, editable=False)
    is_foreign = models.BooleanField("境外投资方", default=False)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    origin = models.CharField("投资方来源地", max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="party_name_once")]

    def __str__(self) -> str:
        return self.name
