"""Plain keyword functions that give a valid row through the product's own actions, so a test says only what matters."""

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from projects import actions
from units import actions as unit_actions

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=CHINA)
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)
PASSWORD = "Gaoshan-2026!"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day, on the clock of the office."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def slip(name: str = "银行回单.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A document that no other test has (its own bytes), unless `content` says otherwise."""
    body = PDF + uuid4().hex.encode() if content is None else content
    return SimpleUploadedFile(name, body, content_type="application/pdf")


def make_user(username: str, *, unit, role: str, name: str = "", since: date = LONG_AGO):
    user = unit_actions.create_user(
        username=username, name=name or username, password=PASSWORD, by=None, at=NOW, first_password=False
    )
    unit_actions.give_membership(user=user, unit=unit, role=role, valid_from=since, by=None, at=NOW)
    return user


def make_unit(code: str, *, region, unit_class: str = "town_department", name: str = "", **more):
    name = name or f"第{code}单位"
    return unit_actions.create_unit(
        code=code, name=name, short_name=more.pop("short_name", name[:20]), region=region, unit_class=unit_class,
        valid_from=LONG_AGO, by=None, at=NOW, **more,
    )  # fmt: skip


def make_lead(
    *,
    unit,
    by,
    name: str = "示例阀门生产项目",
    investor: str = "样例阀门有限公司",
    on: date = TODAY,
    **fields,
):
    fields.setdefault("channel", "referral")
    return actions.register_lead(
        lead_unit=unit, investor_name=investor, name=name, received_at=at(on, 9), by=by, at=at(on), **fields
    )


def make_milestone(
    *, project, by, kind: str = "signed", on: date = TODAY, amount="50000000", files=None, **fields
):
    """A recorded milestone with its document; a signing of 5,000 万元 unless said otherwise."""
    project.refresh_from_db()
    return actions.record_milestone(
        project=project, kind=kind, event_on=on, by=by, at=fields.pop("at", NOW),
        amount=Decimal(amount) if kind == "signed" else None, files=[slip()] if files is None else files, **fields,
    )  # fmt: skip


def make_arrival(*, project, by, amount="10000000", on: date = TODAY, files=None, **fields):
    """A recorded arrival with its slip; 1,000 万元 unless said otherwise."""
    project.refresh_from_db()
    return actions.record_arrival(
        project=project, amount=Decimal(amount), event_on=on, by=by, at=fields.pop("at", NOW),
        files=[slip()] if files is None else files, **fields,
    )  # fmt: skip


def verify(fact, *, by, at: datetime = NOW, **more):
    fact.refresh_from_db()
    return actions.verify_fact(fact=fact, version=fact.version, by=by, at=at, **more)


def signed_project(*, unit, by, verifier, amount="50000000", on: date = TODAY, **fields):
    """A project whose contract is verified."""
    project = make_lead(unit=unit, by=by, on=on, **fields)
    verify(make_milestone(project=project, by=by, on=on, amount=amount), by=verifier)
    project.refresh_from_db()
    return project
