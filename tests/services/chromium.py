"""A real Chromium on this machine, and how to start it without a single call to the outside."""

import os
import re
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium not found: install the Debian package chromium, or set CHROMIUM to its path."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of the browser, or None."""
    named = os.environ.get("CHROMIUM", "")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def version(path: str) -> str:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30).stdout
    found = re.search(r"\d+(\.\d+)*", said)
    return found.group() if found else "?"


def is_required() -> bool:
    """Where a missing browser is a failure and not a skip."""
    return any(os.environ.get(name, "").lower() in {"1", "true"} for name in ("TEST_REQUIRE_BROWSER", "CI"))
