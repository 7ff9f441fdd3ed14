"""Copies the few browser files the pages load into static/vendor, from where npm and pip put them.

Run by `make assets` as `python -m promo.assets`. Source maps stay behind, so the line that names them is cut
off: the manifest storage of production refuses a stylesheet that names a missing file. Tabler stays at 1.4.0:
from 1.5 its colours are all oklch(), which Chromium 109, the last on Windows 7, cannot show.
"""

import re
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
NODE_MODULES = ROOT / "node_modules"
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*\Z")

FROM_NPM = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "echarts.LICENSE.txt": "echarts/LICENSE",
    "echarts.NOTICE.txt": "echarts/NOTICE",
}
FROM_DJANGO_HTMX = {"htmx.min.js": "static/django_htmx/htmx-2.min.js"}


def sources() -> dict[str, Path]:
    """Name in static/vendor -> the installed file it is copied from."""
    htmx = Path(str(files("django_htmx")))
    found = {name: NODE_MODULES / path for name, path in FROM_NPM.items()}
    return found | {name: htmx / path for name, path in FROM_DJANGO_HTMX.items()}


def copy_all() -> list[str]:
    """Copy what is there; the names of missing files are returned."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    wanted = sources()
    missing = [str(path) for path in wanted.values() if not path.is_file()]
    if not missing:
        for name, path in wanted.items():
            (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"\n", path.read_bytes()))
    return missing


def main() -> int:
    if missing := copy_all():
        sys.stderr.write("缺少前端文件，请重新运行 make assets：\n  " + "\n  ".join(missing) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
