# Two commands: `make kit` builds the kit, `make test` runs every test. Both set up what they need.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: kit test check lint system pictures reference clean

kit: .venv/kit
	$(BIN)/coursekit build
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --config-file manual.yml

check: .venv/kit
	$(BIN)/coursekit check

test: .venv/test system lint
	$(BIN)/coursekit build
	$(BIN)/coursekit check
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/test
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

# The contact sheet of slide layouts in docs/layouts.md.
pictures: .venv/test system
	$(BIN)/python docs/pictures/layouts.py

# The pages of docs/reference, from the model and the commands.
reference: .venv/kit
	$(BIN)/python docs/reference/pages.py

# What tests need beyond Python: Node.js, a browser, an office suite, fonts.
system:
	@sh .ci/system

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "coursekit needs Python 3.11 or newer; name it with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv; this takes a minute or two."
	$(PYTHON) -m venv .venv
	@touch $@

.venv/kit: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test: .venv/kit pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

clean:
	rm -rf build site site.zip .coursekit slides/*/ exercises/*/
