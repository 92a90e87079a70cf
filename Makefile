# One command sets up and does the main job: make demo. One sets up and proves it: make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check accuracy bench build clean

demo: $(STAMP) ## show the whole thing on a sample mailbox; needs no account
	@$(BIN)/feedback-assistant demo

test: $(STAMP) check ## everything that must hold, against real servers on this machine
	@tools/install-test-servers
	$(BIN)/python -m pytest

check: $(STAMP) ## style, types and the architecture
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(STAMP) ## precision, recall and F1 of every judgement, then on mail the fit has not seen
	@$(BIN)/python tools/accuracy.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fit
	@echo "== unseen: each source by a fit on all others" && $(BIN)/python tools/fit.py --held-out

bench: $(STAMP) ## how fast it reads and judges, beside what others need
	@for bench in benchmarks/[a-z]*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

build: $(STAMP) ## wheel and source distribution, in dist/
	$(BIN)/python -m build

clean: ## forget everything that was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev --editable .
	@touch $@
