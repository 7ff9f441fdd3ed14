"""A Word file as PDF where LibreOffice is installed: the very same pages, for those who only read."""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings

from promo.refusal import Refused

PDF = "application/pdf"
PATIENCE = 60  # seconds
TURN = 15  # seconds that one waits for another's pages
LOOK_AGAIN = 0.2  # seconds
# A page left blank before an imprint stays, so that sheets printed on both sides come out right.
WITH_BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
ABSENT = "本机未安装LibreOffice，不能生成PDF，请下载Word或使用打印。"
BUSY = "正在生成另一份PDF，请稍候再试，或下载Word。"
FAILED = "PDF没有生成成功，请稍后再试，或下载Word。"


def prints_pdf() -> bool:
    return shutil.which("soffice") is not None


def pdf(word: bytes) -> bytes:
    """The pages of a Word file. One at a time, for it takes a whole processor for seconds and other pages need theirs.
    Raises Refused where no program makes them, where it fails or is late, or where its turn does not come in time."""
    program = shutil.which("soffice")
    if program is None:
        raise Refused(ABSENT)
    with _one_at_a_time(), TemporaryDirectory() as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(word)
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", WITH_BLANK_PAGES, "--outdir", folder, str(file),
        ]  # fmt: skip
        try:
            _run(command)
            return file.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as failure:
            raise Refused(FAILED) from failure


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of all processes of this installation; the system lets go of the lock of a process that died."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pdf.lock").open("a") as lock:
        _take(lock, until=time.monotonic() + TURN)
        yield


def _take(lock: IO[str], until: float) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            if time.monotonic() > until:
                raise Refused(BUSY) from held
            time.sleep(LOOK_AGAIN)


def _run(command: list[str]) -> None:
    """Runs it in a group of its own, so that nothing of it is left where it takes too long."""
    process = subprocess.Popen(  # noqa: S603 -- our own words, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
