# `make booklet` builds the first book that ships into output/; `make test` checks everything; `make proof-sheets`
# draws the test sentences of each language, `make gallery` the pictures of docs/gallery.md; `make bench` measures beside
# other programs. All set up what they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: booklet test test-all proof-sheets gallery bench lint clean

booklet: .venv/installed
	$(BIN)/booklet build content/legacy-of-alliance -o output

test: .venv/tested lint
	PYTHONHASHSEED=0 $(BIN)/pytest -n 2 -m "not slow"

test-all: .venv/tested lint
	PYTHONHASHSEED=0 $(BIN)/pytest -n 2
	PYTHONHASHSEED=1 $(BIN)/pytest -n 2 -m "not slow"

proof-sheets: .venv/tested
	$(BIN)/python docs/proof-sheets/make.py

gallery: .venv/installed
	$(BIN)/python docs/images/make.py

bench: .venv/measured
	$(BIN)/python -m bench.peers.run

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/installed: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'booklet needs Python 3.11 or newer')"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[test]"
	touch $@

.venv/measured: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[bench]"
	touch $@

clean:
	rm -rf .venv output dist build
