"""Where the process group may run: a folder nobody else uses and a port nobody else listens on."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotStart(Exception):
    """Why the group does not start, in one sentence for the terminal."""


def read_port(text: str) -> int:
    """1 to 65535; raises CannotStart."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise CannotStart(f"端口号“{text}”不正确，应为 1 到 65535 的整数。")
    return int(text)


@contextmanager
def hold_folder(folder: Path, address: str) -> Iterator[None]:
    """Hold the folder for this process; the kernel lets go however the process ends. Raises CannotStart."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip()
            raise CannotStart(f"系统已在运行（{holder}），同一数据文件夹不能重复启动。") from None
        file.truncate(0)
        file.write(f"{address} 进程号 {os.getpid()}")
        file.flush()
        yield


def refuse_busy_port(host: str, port: int) -> None:
    """Raises CannotStart when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            advice = f"请换一个端口，例如 make run PORT={other}。"
            raise CannotStart(f"端口 {port} 不能使用（{error.strerror}）。{advice}") from None
