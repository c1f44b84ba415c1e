# What can be made here. Needs make and Python 3.11 to 3.14; the rest comes into .venv by itself.
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## this list
	@echo "zoneanalysis: half-year reviews of development zones, audited and reproducible"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make reports REPORT=linfen-2023h1    one report only"
	@echo "  make reports PYTHON=python3.12       with a Python of your choice"

$(VENV)/.reports: requirements/reports.lock requirements/uv.lock pyproject.toml tools/environment.sh
	@tools/environment.sh $(VENV) requirements/reports.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock requirements/uv.lock pyproject.toml tools/environment.sh
	@tools/environment.sh $(VENV) requirements/dev.lock
	@touch $@ $(VENV)/.reports

.venv-docs/.docs: requirements/docs.lock requirements/uv.lock pyproject.toml tools/environment.sh
	@tools/environment.sh .venv-docs requirements/docs.lock
	@touch $@

$(VENV)/.bench: requirements/bench.lock requirements/uv.lock pyproject.toml tools/environment.sh
	@tools/environment.sh $(VENV) requirements/bench.lock
	@touch $@ $(VENV)/.dev $(VENV)/.reports

.PHONY: reports
reports: $(VENV)/.reports ## both reviews, the comparison and an index page, under outputs/
	@$(BIN)/zoneanalysis build $(REPORT)

.PHONY: verify
verify: $(VENV)/.reports ## rebuild in a temporary folder and compare with outputs/SHA256SUMS
	@$(BIN)/zoneanalysis verify

.PHONY: test
test: $(VENV)/.dev ## the tests, on all cores (TESTS="tests/audit -k rate" for some of them)
	@$(BIN)/python -m pytest -n auto $(TESTS)

.PHONY: lint
lint: $(VENV)/.dev ## style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

.PHONY: format
format: $(VENV)/.dev ## put the code into the project's format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: fuzz
fuzz: $(VENV)/.dev ## damaged packages, texts and workbooks, for two minutes (ROUNDS=10000 for more)
	@$(BIN)/python -m benchmarks.fuzz $(if $(ROUNDS),--rounds $(ROUNDS))

.PHONY: bench bench-scale bench-audit bench-forecast bench-extract bench-series bench-panel bench-pages
bench: $(VENV)/.bench ## this pipeline against stock papermill and nbconvert
	@$(BIN)/python -m benchmarks.pipeline
bench-scale: $(VENV)/.bench ## 20, 100 and 340 cities on this machine: seconds, memory; workers of Dask
	@$(BIN)/python -m benchmarks.scale
bench-audit: $(VENV)/.bench ## planted errors, smallest repair, speed of the audit
	@$(BIN)/python -m benchmarks.audit
bench-forecast: $(VENV)/.bench ## the forecast against naive ones and statsforecast
	@$(BIN)/python -m benchmarks.forecast
bench-pages: $(VENV)/.bench ## pages, words and sizes of both reviews, at a commit and now (BASE=COMMIT)
	@$(BIN)/python -m benchmarks.pages --base $(BASE) linfen-2023h1 lvliang-2023h1
bench-panel: $(VENV)/.bench ## a province's panels: import from Excel, audit, bulletin
	@$(BIN)/python -m benchmarks.panel
bench-series: $(VENV)/.bench ## relations across reports: found, false alarms, time; drafts held against the record
	@$(BIN)/python -m benchmarks.series
	@$(BIN)/python -m benchmarks.drafts
bench-extract: $(VENV)/.bench ## extraction against the gold annotations
	@$(BIN)/python -m benchmarks.extract
	@$(BIN)/python -m benchmarks.extract_trust

.PHONY: docs
docs: .venv-docs/.docs reports ## the site, under docs/_build/html; readable without a network
	@.venv-docs/bin/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	@.venv-docs/bin/python tools/check_links.py docs/_build/html
	@echo docs/_build/html/index.html

.PHONY: catalogue
catalogue: $(VENV)/.dev ## compile the catalogues from zoneanalysis/locale/*/*.po
	@$(BIN)/python tools/compile_catalogue.py

.PHONY: clean
clean: ## remove what a run made; keeps .venv
	@find outputs -mindepth 1 ! -name README.md ! -name SHA256SUMS -delete
