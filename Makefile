# The commands of the project; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run refresh check test test-refresh test-api test-browser test-lake faults soak fuzz bench bundle screenshots lock wheel clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/run ## Serve the dashboard; the first time over the embedded sample
	@$(BIN)/vertaispeili serve --sample-if-empty

refresh: .venv/run ## Fetch the real statistics from Statistics Finland
	@$(BIN)/vertaispeili refresh --source live

setup: .venv/dev ## Install everything, also what development needs

check: .venv/dev ## Lint, types, import rules, SQL style, known faults of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql
	$(BIN)/python -m tests.audit

test: .venv/dev ## Run the offline tests (under 3 minutes)
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not faults and not api and not lake and not refresh"

test-refresh: .venv/dev ## Whole refreshes one after another: what fails, comes back, is rolled back
	$(BIN)/python -m pytest -n 2 --dist loadfile -m refresh tests/ingest

test-api: .venv/dev ## Ask the API everything its description allows
	$(BIN)/python -m pytest -m api tests/app/api

test-browser: .venv/dev ## Walk the pages in a real Chromium
	$(BIN)/python -m pytest -m browser -n 2 tests/e2e

test-lake: .venv/lake .lake/installed ## The warehouse on PostgreSQL and S3, for real (needs PostgreSQL's server)
	$(BIN)/python -m pytest -n 2 -m lake tests/lake

faults: .venv/dev ## Every fault a refresh or the app must survive, injected for real
	$(BIN)/python -m pytest -n 2 --dist worksteal -m faults tests/faults

soak: .venv/dev ## Ten minutes (MINUTES=10) of refreshes under readers
	$(BIN)/python -m tests.faults.soak $(or $(MINUTES),10)

fuzz: .venv/dev .fuzz/installed ## Feed the readers of JSON, PX and zip with broken files (FUZZ_SECONDS=30 each)
	PYTHONPATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'):. \
	    .fuzz/bin/python -m tests.fuzz.run $(or $(FUZZ_SECONDS),30)

bench: .venv/dev .bench/installed ## Measure beside other tools, in an environment of their own (QUICK=1: under 25 minutes)
	$(BIN)/python -m tests.bench $(if $(QUICK),--quick)

bundle: ## Build plotly's file with only the parts our charts use (needs npm)
	@assets/bundle/make

screenshots: .venv/dev ## Take the pictures of the README anew
	$(BIN)/python -m tests.e2e.screenshots docs/screenshots

lock: .venv/dev ## Lock the newest allowed versions, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" pyproject.toml --extra lake \
	    -c requirements.lock -c requirements-dev.lock -o requirements-lake.lock

wheel: .venv/run ## Build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove environments and what tools leave behind; data/ stays
	rm -rf .venv .bench .fuzz .lake dist build *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/run: requirements.lock pyproject.toml
	@command -v git >/dev/null || { echo "git is missing: install it and try again."; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Say which with make PYTHON=python3.12 run."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	    || { echo "Python's venv is missing: on Debian and Ubuntu, apt-get install python3-venv."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages into .venv ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.venv/lake: .venv/dev requirements-lake.lock
	@$(PIP) install --require-hashes -r requirements-lake.lock
	@touch $@

.fuzz/installed: tests/fuzz/requirements.txt
	@$(PYTHON) -m venv .fuzz
	@.fuzz/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

.lake/installed: tests/lake/requirements.txt
	@$(PYTHON) -m venv .lake
	@.lake/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

.bench/installed: tests/bench/requirements.txt
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@
