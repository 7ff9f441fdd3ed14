"""Settings of the tests: a folder of their own, quick passwords, and the engine that TEST_DATABASE names."""

import atexit
import os
import shutil
import sqlite3
import tempfile

import dj_database_url

_FOLDER = tempfile.mkdtemp(prefix="promo-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
for _name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "PROMO_MEDIA", "PROMO_PRODUCTION"):
    os.environ.pop(_name, None)
for _name in (
    "PROMO_DEBUG",
    "PROMO_DEMONSTRATION",
    "JOB_STALE_SECONDS",
    "PULSE_LATE_SECONDS",
    "PROMO_EXPORT_AT_ONCE",
    "PROMO_EXPORT_KEEP_DAYS",
    "PROMO_MAIL_HOST",
):
    os.environ.pop(_name, None)
os.environ["PROMO_VAR"] = _FOLDER

from promo.settings import *  # noqa: E402, F403 - the folder must be named first
from promo.settings import DATABASES, STATIC_ROOT, VAR_DIR  # noqa: E402

TEST_FOLDER = _FOLDER  # removed at the end

# "sqlite" or a postgresql:// address. SQLite lives in a file, because threads of the live server share it.
TEST_DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
if TEST_DATABASE == "sqlite":
    _sqlite = DATABASES["default"]
    # Nothing here survives the test run, so it need not survive a power cut either.
    _pragmas = _sqlite["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    _sqlite["OPTIONS"]["init_command"] = _pragmas
    _sqlite["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    ENGINE_NAME = f"SQLite {sqlite3.sqlite_version}"
else:
    DATABASES = {"default": dj_database_url.parse(TEST_DATABASE, conn_max_age=0)}
    ENGINE_NAME = "PostgreSQL"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # the tests of the lock-out switch it on
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns about a missing one
