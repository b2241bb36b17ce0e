# Two commands on a fresh machine with Python 3.11+ and make: `make report` and `make test`.
# Nothing else has to be installed first; everything goes into $(VENV).

PYTHON  ?= python3
VENV    ?= .venv
PROFILE ?= examples/clinic.yaml
REPORT  ?= report.md
BIN     := $(VENV)/bin

.PHONY: help report test lint check wheel bench docs schemas clean
.DEFAULT_GOAL := help

help:  ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "The venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

# The package, its checkout and its data: edits count at once. To compile all that is installed takes
# ten seconds, so only what a report loads is; where Python may write no bytecode, each command would.
$(VENV)/.package: pyproject.toml hatch_build.py | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable .
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c \
	  "import babel.numbers, jinja2.sandbox, opendecide.recommend, opendecide.report.render"
	@touch $@

$(VENV)/.tools: requirements-dev.txt $(VENV)/.package
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

$(VENV)/.docs: requirements-docs.txt $(VENV)/.package
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-docs.txt
	@touch $@

report: $(VENV)/.package  ## Recommend for an example and write report.md
	@$(BIN)/opendecide recommend $(PROFILE) -o $(REPORT)

test: $(VENV)/.tools  ## Run every check
	$(BIN)/python -m pytest -q -n 2 --dist worksteal
	@$(MAKE) --no-print-directory lint

lint: $(VENV)/.tools  ## Format, lint, types and the import contract
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: test wheel  ## Run every check, and the wheel in an environment of its own

wheel: $(VENV)/.package  ## Build the wheel and make a report with it, away from the checkout
	@./.ci/wheel $(BIN)/python

bench: $(VENV)/.tools  ## Measure speed and memory against the budgets
	$(BIN)/python -m pytest -q -s tests/benchmarks --override-ini addopts=
	$(BIN)/python tests/benchmarks/run.py

docs: $(VENV)/.docs  ## Build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

schemas: $(VENV)/.package  ## Write the JSON Schemas anew from the records
	$(BIN)/python -W ignore -m opendecide.reading.schema

clean:  ## Remove what was made
	rm -rf build dist site report.md report_files .mypy_cache .ruff_cache .pytest_cache .hypothesis
