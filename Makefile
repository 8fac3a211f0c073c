# make run    the dashboard on http://127.0.0.1:$(PORT), figures included
# make test   every test; installs PostgreSQL and Chromium where they are missing and it may
# make check  format, lint, types, imports and the fast tests
# make bench  the benchmarks

SHELL = /bin/sh
PORT ?= 8501
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check bench tools

run: .venv/.installed
	$(BIN)/oilwatch serve --host 127.0.0.1 --port $(PORT)

test: .venv/.installed-dev tools
	$(BIN)/python -m pytest -n 2

check: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 -q -m "not slow and not browser"

bench: .venv/.installed-dev
	@set -e; for f in benchmarks/bench_*.py; do echo "== $$f"; $(BIN)/python "$$f"; done

# What pip cannot install. Without the right to install it is only named; then the tests that need it fail.
tools:
	@missing=; \
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
		|| missing="$$missing postgresql"; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	[ -z "$$missing" ] || sh scripts/apt_install.sh $$missing || true

.venv/.made:
	@[ -n "$(PYTHON)" ] || { echo "oilwatch needs Python 3.11 or newer; none found, set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh scripts/apt_install.sh \
		$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.installed: pyproject.toml | .venv/.made
	@echo "installing into .venv, once; this takes a minute"
	$(PIP) -e '.[postgres,pages,pictures]'
	@touch $@

.venv/.installed-dev: pyproject.toml | .venv/.made
	@echo "installing into .venv, once; this takes a minute"
	$(PIP) -e '.[postgres,pages,pictures,signin,test,dev,bench]'
	@touch .venv/.installed $@
