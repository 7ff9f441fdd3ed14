"""Numbers given out one after the other, without gaps inside a committed history."""

from django.db import models
from django.db.models import F


class Counter(models.Model):
    name = models.CharField(max_length=60, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


def next_number(name: str) -> int:
    """The next number of a series; the row stays locked until the transaction ends, so nobody gets it twice."""
    return next_numbers(name, 1)[0]


def next_numbers(name: str, count: int) -> range:
    """The next `count` numbers of a series at once, under the same lock."""
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name).update(last=F("last") + count)
    last = Counter.objects.get(name=name).last
    return range(last - count + 1, last + 1)
