# The commands of the project; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run refresh check test test-api test-browser faults bench bundle screenshots lock wheel clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/run ## Serve the dashboard; the first time over the embedded sample
	@$(BIN)/vertaispeili serve --sample-if-empty

refresh: .venv/run ## Fetch the real statistics from Statistics Finland
	@$(BIN)/vertaispeili refresh --source live

setup: .venv/dev ## Install everything, also what development needs

check: .venv/dev ## Lint, types, import rules, SQL style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql

test: .venv/dev ## Run the offline tests (under 3 minutes)
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not faults and not api"

test-api: .venv/dev ## Ask the API everything its description allows
	$(BIN)/python -m pytest -m api tests/app/api

test-browser: .venv/dev ## Walk the pages in a real Chromium
	$(BIN)/python -m pytest -m browser -n 2 tests/e2e

faults: .venv/dev ## Kill refreshes and fill the disk, for real
	$(BIN)/python -m pytest -m faults tests/faults

bench: .venv/dev .bench/installed ## Measure decoding beside pyjstat, in an environment of its own
	$(BIN)/python -m tests.bench.decode .bench/bin/python

bundle: ## Build plotly's file with only the parts our charts use (needs npm)
	@assets/bundle/make

screenshots: .venv/dev ## Take the pictures of the README anew
	$(BIN)/python -m tests.e2e.screenshots docs/screenshots

lock: .venv/dev ## Lock the newest allowed versions, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" --group dev -c requirements.lock -o requirements-dev.lock

wheel: .venv/run ## Build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove environments and what tools leave behind; data/ stays
	rm -rf .venv .bench dist build *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis

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

.bench/installed: tests/bench/requirements.txt
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@
