#!/usr/bin/env bash
# Times `make run` in a fresh clone: from nothing to /health/ 200, then a second start. Argument: a folder to clone into.
set -euo pipefail
source_folder=$(cd "$(dirname "$0")/.." && pwd)
target=${1:-$(mktemp -d)/"promo clone"}
port=${PORT:-8765}
git clone --quiet "$source_folder" "$target"
cd "$target"

time_to_health() {
    local began now
    began=$(date +%s.%N)
    make run PORT="$port" >run.log 2>&1 &
    local job=$!
    until curl --fail --silent --output /dev/null "http://127.0.0.1:$port/health/"; do
        kill -0 "$job" 2>/dev/null || { cat run.log; exit 1; }
        sleep 0.2
    done
    now=$(date +%s.%N)
    awk -v label="$1" -v a="$began" -v b="$now" 'BEGIN { printf "%s: %.1f s\n", label, b - a }'
    kill -INT "$(sed -E 's/.*进程号 //' var/run.lock)"
    wait "$job" || true
}

time_to_health "from nothing"
time_to_health "second start"
