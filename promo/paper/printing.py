"""A Word file as PDF where LibreOffice is installed: the very same pages, for those who only read."""

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from promo.refusal import Refused

PDF = "application/pdf"
PATIENCE = 60  # seconds
ABSENT = "本机未安装LibreOffice，不能生成PDF，请下载Word或使用打印。"
BUSY = "正在生成另一份PDF，请稍候再试，或下载Word。"
FAILED = "PDF没有生成成功，请稍后再试，或下载Word。"


def prints_pdf() -> bool:
    return shutil.which("soffice") is not None


def pdf(word: bytes) -> bytes:
    """The pages of a Word file. Raises Refused where no program makes them, where it does not in time, or while it
    makes others: one at a time, for it takes a whole processor for seconds and the pages need the others."""
    program = shutil.which("soffice")
    if program is None:
        raise Refused(ABSENT)
    with _one_at_a_time(), TemporaryDirectory() as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(word)
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", folder, str(file),
        ]  # fmt: skip
        try:
            _run(command)
            return file.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as failure:
            raise Refused(FAILED) from failure


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of all processes of this account; the system lets go of the lock of a process that died."""
    with Path(gettempdir(), f"promo-pdf-{os.getuid()}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise Refused(BUSY) from held
        yield


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
