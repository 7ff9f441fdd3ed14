"""Over a real socket: a mail arrives in Chinese, and a server that is away does no harm."""

from email import message_from_bytes, policy

import pytest

from promo import mailing
from promo.models import Notice
from promo.notices import tell
from tests.factories import NOW
from tests.services.mail import mail_sink


@pytest.fixture
def due(town, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.DEFAULT_FROM_EMAIL = "zs@example.cn"
    user = town.people["unit_clerk"]
    user.email = "wang@example.cn"
    user.save(update_fields=["email"])
    tell(users=[user.pk], kind="returned", title="阀门项目的签约被退回：缺页", url="/", key="1", at=NOW)
    return Notice.objects.get()


def test_a_mail_arrives(due, settings):
    with mail_sink() as (port, mails):
        settings.EMAIL_PORT = port
        assert mailing.send_due(now=NOW) == 1
    (raw,) = mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["To"], mail["From"]) == ("wang@example.cn", "zs@example.cn")
    assert mail["Subject"].endswith("阀门项目的签约被退回：缺页")
    assert "王小村" in mail.get_content()


def test_a_server_that_is_away_leaves_the_mail_for_later(due, settings):
    with mail_sink() as (port, _):
        settings.EMAIL_PORT = port
    assert mailing.send_due(now=NOW) == 0
    due.refresh_from_db()
    assert (due.mail, due.mail_tries) == ("due", 1)


def test_a_file_that_cannot_be_made_holds_up_no_other_mail(due, settings, monkeypatch):
    def broken(notice):
        raise KeyError(notice.key)

    monkeypatch.setitem(mailing.ENCLOSED, due.kind, broken)
    tell(users=[due.user_id], kind="decided", title="项目调整已决定", url="/", key="2", at=NOW)
    with mail_sink() as (port, mails):
        settings.EMAIL_PORT = port
        assert mailing.send_due(now=NOW) == 1
    due.refresh_from_db()
    assert (due.mail, due.mail_tries, len(mails)) == ("due", 1, 1)
