# Everything is done with `make`: it sets up what it needs, once, in .venv, node_modules and build.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python on this machine that runs and is 3.11 to 3.13; PYTHON=... names another.
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$name && break; done)
PORT ?= 8000
MINUTES ?= 10
export PORT

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# The rules engine calls a function that Python 3.13 took away; the other one does the same.
PIP := CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject" $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm
PAGES := $(shell find workflow_engine processes -path '*/static/*' -type f 2>/dev/null)
MESSAGES := $(wildcard */locale/*/LC_MESSAGES/*.po)

.PHONY: help
help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------------------- running

.PHONY: run
run: machine-and-port setup ## set up what is missing and serve at http://127.0.0.1:8000/ (PORT=... for another)
	@echo "Checking the law and the database ..."
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_calendar --skip-checks > /dev/null
	@$(MANAGE) load_sample --if-empty --skip-checks
	@$(MANAGE) sample_accounts --skip-checks
	@exec $(BIN)/gunicorn --config python:workflow_engine.server

.PHONY: setup
setup: .venv/stamp-run build/stamp-static build/stamp-messages ## install and build, without serving

# ---------------------------------------------------------------------------- checking

.PHONY: test
test: .venv/stamp-dev build/stamp-static build/stamp-messages ## run every check and every test, on each database there is
	@$(BIN)/python -m tests.suite

.PHONY: quick
quick: .venv/stamp-dev build/stamp-static build/stamp-messages ## run the checks and what is quick of the tests, for work in progress
	@$(BIN)/python -m tests.suite --quick

.PHONY: check
check: .venv/stamp-dev build/stamp-static build/stamp-messages ## run the checks alone: format, lint, imports, types, migrations
	@$(BIN)/python -m tests.suite --checks

.PHONY: soak
soak: .venv/stamp-dev build/stamp-messages ## try random acts on every procedure: make soak MINUTES=60
	@$(BIN)/python -m tests.soak $(MINUTES)

.PHONY: mutate
mutate: .venv/stamp-dev build/stamp-messages ## change the law in small ways and list what no case notices
	@$(MANAGE) mutate_law --jobs $$(getconf _NPROCESSORS_ONLN)

.PHONY: bench
bench: setup .venv/stamp-bench ## measure verdicts and steps, and print the table
	@$(BIN)/python -m bench

# ---------------------------------------------------------------------------- keeping

.PHONY: lock
lock: .venv/stamp-dev ## pin the newest versions that pyproject.toml allows (needs uv and the network)
	uv pip compile $(LOCK) -o requirements.txt
	uv pip compile $(LOCK:pyproject.toml=) --group build -o requirements-build.txt
	uv pip compile $(LOCK) -c requirements.txt -c requirements-build.txt --group dev -o requirements-dev.txt
	uv pip compile $(LOCK) -c requirements.txt --group bench -o requirements-bench.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: clean
clean: ## take away all that make has installed and built (not var, where the data is)
	rm -rf .venv node_modules build .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache

# ---------------------------------------------------------------------------- steps

.PHONY: machine machine-and-port
machine machine-and-port:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11, 3.12 or 3.13 is needed and was not found. On Debian 12: apt-get install python3 python3-venv python3-dev" >&2; \
		exit 1; fi
	@$(PYTHON) -m workflow_engine.base.preflight $(if $(findstring port,$@),"$(PORT)")

.venv/stamp-venv: | machine
	@echo "Making the virtual environment (.venv) ..."
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@touch $@

.venv/stamp-build: .venv/stamp-venv requirements-build.txt
	@echo "Installing the tools of the build ..."
	@$(PIP) -r requirements-build.txt
	@touch $@

.venv/stamp-run: .venv/stamp-build requirements.txt
	@echo "Installing the packages, compiling the rules engine ..."
	@$(PIP) --no-build-isolation --use-pep517 -r requirements.txt
	@touch $@

.venv/stamp-dev: .venv/stamp-run requirements-dev.txt
	@echo "Installing the tools of the tests ..."
	@$(PIP) --no-build-isolation --use-pep517 -r requirements-dev.txt
	@touch $@

.venv/stamp-bench: .venv/stamp-run requirements-bench.txt
	@echo "Installing what the rules are measured beside ..."
	@$(PIP) -r requirements-bench.txt
	@touch $@

build/stamp-npm: .venv/stamp-build package.json package-lock.json .npmrc
	@echo "Installing the parts of the pages ..."
	@$(NPM) ci --silent
	@mkdir -p build && touch $@

build/stamp-vendor: build/stamp-npm workflow_engine/base/assets.py
	@$(BIN)/python -m workflow_engine.base.assets vendor
	@touch $@

# Viewflow's own pages are not used: their 51 MB are left out.
build/stamp-static: build/stamp-vendor .venv/stamp-run $(PAGES)
	@echo "Collecting what the pages are made of ..."
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0 --ignore node_modules --ignore viewflow
	@touch $@

build/stamp-messages: .venv/stamp-build workflow_engine/base/assets.py $(MESSAGES)
	@$(BIN)/python -m workflow_engine.base.assets messages
	@mkdir -p build && touch $@
