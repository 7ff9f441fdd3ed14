"""What is typed and read at the pages of a first-referrer case."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone


def at_page(name: str, row) -> str:
    return reverse(f"projects:{name}", args=[row.pk])


def send(session, where: str, **typed):
    return session.post(where, {"form_key": str(uuid4()), **typed})


def faults(answer, field: str) -> str:
    assert answer.status_code == 422
    return "".join(answer.context["form"].errors.get(field, []))


def a_claim(**changes) -> dict:
    received = timezone.localtime() - timedelta(hours=2)
    return {
        "kind": "person", "name": "周乡贤", "phone": "13900001111", "workplace": "上海", "members": "",
        "relation": "ordinary", "claiming_unit": "", "received_at": f"{received:%Y-%m-%dT%H:%M}",
        "received_by": "王小村", "received_unit": "", "statement": "同乡聚会时提供", **changes,
    }  # fmt: skip
