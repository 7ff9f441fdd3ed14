"""`python -m promo.run`: prepare the database, then keep web, worker and timetable alive until Ctrl-C."""

import os
import subprocess
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

from promo.run.child import Child
from promo.run.greeting import accounts, greeting
from promo.run.lines import Lines
from promo.run.place import CannotStart, hold_folder, read_port, refuse_busy_port
from promo.run.supervisor import Supervisor, supervised_environment
from promo.run.tether import tie_to_parent

PYTHON = sys.executable
CELERY = [PYTHON, "-m", "celery", "--quiet", "-A", "promo.run.worker:celery"]
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - read, not bound


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The three processes. Few threads cost least for a request; two of each keep a slow page from blocking."""
    granian = [PYTHON, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    granian += [
        "--workers",
        "2",
        "--blocking-threads",
        "2",
        "--respawn-failed-workers",
        "--respawn-interval",
        "1",
    ]
    address = ["--host", host, "--port", str(port)]
    return {
        "web": [*granian, *address, "promo.run.web:application"],
        "worker": [*CELERY, "worker", "-P", "prefork", "-c", "2", "--without-gossip", "--without-mingle"],
        "timetable": [*CELERY, "beat", "--pidfile="],
    }


def prepare(environment: dict[str, str]) -> None:
    """Tables, and the demonstration in a new database. Raises CannotStart when that failed."""
    demo = [] if os.environ.get("DEMO", "0") == "0" else ["--demo"]
    parent = os.getpid()
    done = subprocess.run(  # noqa: S603 - the command is our own
        [PYTHON, "manage.py", "prepare", *demo],
        env=environment,
        cwd=settings.BASE_DIR,
        preexec_fn=lambda: tie_to_parent(parent),
    )
    if done.returncode:
        raise CannotStart("数据库没有准备好，系统未启动。原因见上面的提示。")


def answers(host: str, port: int) -> bool:
    """Whether a page comes back, whatever it says."""
    connection = HTTPConnection(ANY_ADDRESS.get(host, host), port, timeout=1)
    try:
        connection.request("GET", "/health/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def start(lines: Lines) -> int:
    var = Path(settings.VAR_DIR)
    host, port = os.environ.get("HOST", "127.0.0.1"), read_port(os.environ.get("PORT", "8000"))
    shown = f"http://{ANY_ADDRESS.get(host, host)}:{port}/"
    with hold_folder(var, shown):
        refuse_busy_port(host, port)
        environment = supervised_environment()
        prepare(environment)
        people = accounts(var / "demo_accounts.json")
        if people:
            environment["PROMO_DEMONSTRATION"] = "1"

        def greet_when_ready() -> bool:
            if not answers(host, port):
                return False
            for line in greeting(shown, people):
                lines.say("promo", line)
            return True

        os.chdir(settings.BASE_DIR)
        children = [Child(name, command, environment) for name, command in commands(host, port).items()]
        return Supervisor(children, lines, greet_when_ready).run()


def main() -> int:
    try:
        return start(Lines())
    except CannotStart as reason:
        print(reason, file=sys.stderr)  # noqa: T201 - the terminal is the reader
        return 1
    except KeyboardInterrupt:  # while preparing
        return 130


if __name__ == "__main__":
    sys.exit(main())
