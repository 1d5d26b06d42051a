# Every target sets up what it needs; `make` alone prints this list.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test check format lock calendars votes weights standing bench clean

help: ## print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(READY) ## make .venv with the pinned packages (uses uv when present, else installs it into .venv)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@set -e; uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; uv="$(CURDIR)/$(BIN)/uv"; fi; \
	"$$uv" pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock; \
	"$$uv" pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@$(BIN)/python -m compileall -q stockelper collectors forecasting kg agents graph evaluation ui
	@touch $@

run: setup ## start Stockelper: stores, first data, the chat in the browser
	@$(BIN)/stockelper up

test: setup ## run the tests (no network but loopback)
	@$(BIN)/python -m pytest

check: setup ## ruff, pyright in strict mode, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports

format: setup ## put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: setup ## pin the newest allowed versions with their hashes into requirements.lock
	@uv=$$(command -v uv || echo $(BIN)/uv); "$$uv" pip compile --quiet --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

calendars: setup ## make the packaged session tables of KRX and the US
	@$(BIN)/python tools/calendars.py

votes: setup ## train the planner's votes on the questions of evaluation/cases
	@$(BIN)/python tools/votes.py

standing: setup ## learn how places of companies in English sentences look
	@$(BIN)/python tools/standing.py

weights: setup ## train the second reader of extraction and write its packaged weights
	@$(BIN)/python tools/extraction_weights.py

bench: setup ## run every benchmark; results go to results/
	@for name in $$($(BIN)/stockelper bench --list); do $(BIN)/stockelper bench $$name || exit 1; done

clean: ## remove .venv and caches
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis results
