"""Two thousand spoiled workbooks: each is read or refused with a sentence, in little time, and none is half saved."""

import subprocess
import sys
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.intake.ledger import read_sheets
from projects.models import BatchState, Project
from promo.sheets import reading
from promo.sheets.reading import BadWorkbook
from tests.intake.hostile import MUTATIONS, spoiled
from tests.intake.ledgers import CUT_OFF, staged

COUNT = 2_000
SLOWEST = 30  # seconds for one file, on the busiest machine; it takes milliseconds

# The reader's own script, asked for many files by one process instead of starting one for each.
SERVER = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
import __main__ as script
from importlib.machinery import SourceFileLoader
child = SourceFileLoader("child", sys.argv[1] + "/__main__.py").load_module()
resource.setrlimit(resource.RLIMIT_AS, (child.MEMORY, child.MEMORY))
while True:
    head = sys.stdin.buffer.readline().split()
    if not head:
        break
    data = sys.stdin.buffer.read(int(head[0]))
    try:
        answer = {"sheets": child.sheets_of(data, head[1].decode())}
    except child.Refusal as refusal:
        answer = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"refused": child.SPREAD}
    except BaseException as fault:  # the script would end, and its parent says so with a sentence
        answer = {"ended": repr(fault)[:200]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\\n")
    sys.stdout.buffer.flush()
"""


class Server:
    """The reading process, started again when a file ends it."""

    def __init__(self) -> None:
        self.process = None

    def ask(self, data: bytes, suffix: str) -> dict:
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-W", "ignore", "-c", SERVER, str(reading.CHILD)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self.process = subprocess.Popen(command, **pipes)
        self.process.stdin.write(f"{len(data)} {suffix}\n".encode() + data)
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if answer:
            return reading.json.loads(answer)
        self.process.communicate()
        self.process = None
        return {"ended": "killed"}

    def close(self) -> None:
        if self.process:
            self.process.stdin.close()
            self.process.wait(timeout=10)


def test_two_thousand_spoiled_workbooks_are_read_or_refused():
    server, came, ended = Server(), {"read": 0, "refused": 0}, []
    try:
        for number in range(COUNT):
            what, data, suffix = spoiled(number)
            begun = perf_counter()
            answer = server.ask(data, suffix)
            ended += [f"{number} {what}: {answer['ended']}"] if "ended" in answer else []
            came[_outcome(answer)] += 1
            took = perf_counter() - begun
            assert took < SLOWEST, f"{number} {what}: {took:.1f} s"
    finally:
        server.close()
    assert came["read"] > COUNT // 5, came
    assert came["refused"] > COUNT // 5, came
    assert len(ended) < COUNT // 100, ended[:5]


def _outcome(answer: dict) -> str:
    """What becomes of an answer above the reading process: nothing but a reading or a sentence."""
    if "sheets" not in answer:
        return "refused"
    try:
        found = read_sheets([reading._sheet(sheet) for sheet in answer["sheets"]], cut_off_on=CUT_OFF)
    except BadWorkbook as bad:
        assert str(bad).endswith("。")
        return "refused"
    assert found.projects
    return "read"


@pytest.mark.django_db
def test_through_the_door_a_spoiled_file_waits_for_a_person_or_says_why(town):
    for number in range(len(MUTATIONS)):
        what, data, suffix = spoiled(number + 13 * 5)
        file = SimpleUploadedFile(f"台账.{suffix}", data or b" ")
        batch = staged(file=file, region=town.region, by=town.people["office_clerk"])
        assert batch.state in (BatchState.READY, BatchState.UNREADABLE), what
        assert bool(batch.error) == (batch.state == BatchState.UNREADABLE) != batch.rows.exists(), what
    assert not Project.objects.exists()
