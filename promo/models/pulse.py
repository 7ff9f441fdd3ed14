"""Signs of life of the processes that serve no pages: worker and timetable."""

from django.db import models


class Pulse(models.Model):
    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
