# Two commands on a fresh machine with Python 3.11 or later: make book, make test.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: help book test test-editions areas bench check tidy-check wheelhouse lock clean

help:  ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed: set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	if [ -d wheelhouse ]; then $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-index --find-links wheelhouse --require-hashes -r requirements.lock; \
	else $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock; fi
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

book: $(VENV)/installed  ## Run the pages that are stale and build the book at _build/html
	$(BIN)/evidence build --jobs $(JOBS)

check: $(VENV)/installed  ## Lint and type-check
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

test: check book  ## Everything a reviewer needs: under 20 minutes on two cores
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile
	$(BIN)/evidence check

test-editions: $(VENV)/installed  ## Whole editions, cut and made again in another environment (slower: not part of make test)
	EVIDENCE_EDITIONS=whole $(BIN)/python -m pytest tests/editions/whole

areas: $(VENV)/installed  ## Every page for three more authorities (slower: not part of make test)
	EVIDENCE_AREAS=more $(BIN)/python -m pytest tests/end_to_end/test_areas.py

bench: $(VENV)/installed  ## Time what we do beside the stock way, in one run
	$(BIN)/python -m benchmarks

tidy-check: $(VENV)/installed  ## Rebuild every table from MIRROR=DIR and compare with the committed ones
	@test -n "$(MIRROR)" || { echo "make tidy-check MIRROR=DIR: name the directory that holds the published files" >&2; exit 2; }
	$(BIN)/evidence tidy --check --mirror "$(MIRROR)"

wheelhouse: $(VENV)/installed  ## Gather every package for a machine with no index at all
	$(BIN)/pip download --quiet --no-deps --require-hashes -r requirements.lock -d wheelhouse

lock:  ## Pin every package anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --group dev pyproject.toml -o requirements.lock

clean:  ## Remove everything that was generated
	rm -rf _build .pytest_cache .ruff_cache .mypy_cache .hypothesis
