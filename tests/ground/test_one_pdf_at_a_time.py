"""LibreOffice takes a whole processor: its pages are made one after the other, and nobody waits for ever."""

import fcntl
from pathlib import Path

import pytest

from promo.paper import pdf, printing
from promo.refusal import Refused


@pytest.fixture
def program(monkeypatch):
    """A program in the place of LibreOffice that writes what it was given under another name."""

    def write(command):
        Path(command[-1]).with_suffix(".pdf").write_bytes(b"%PDF-1.7")

    monkeypatch.setattr(printing.shutil, "which", lambda name: "/usr/bin/soffice")
    monkeypatch.setattr(printing, "_run", write)


@pytest.fixture
def held(settings):
    with Path(settings.VAR_DIR, "pdf.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def test_whoever_waits_too_long_is_told_so(program, held, monkeypatch):
    monkeypatch.setattr(printing, "TURN", 0)
    with pytest.raises(Refused, match="正在生成另一份PDF"):
        pdf(b"")


def test_whoever_waits_a_little_has_the_pages_when_the_others_are_done(program, held, monkeypatch):
    monkeypatch.setattr(printing.time, "sleep", lambda seconds: fcntl.flock(held, fcntl.LOCK_UN))
    assert pdf(b"") == b"%PDF-1.7"


def test_the_turn_is_given_back(program):
    assert [pdf(b""), pdf(b"")] == [b"%PDF-1.7"] * 2
