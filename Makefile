# Two commands for a newcomer: `make demo` shows what Rashomon does, `make test` checks that it does.
# Needs Python 3.11 or newer and nothing else set up.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv pip
OUT    ?= demo-report.html

.PHONY: demo test lint types contracts golden lock clean

demo: $(VENV)/.run
	@$(BIN)/rashomon demo --html $(OUT)

test: lint types contracts
	$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

golden: $(VENV)/.dev
	RASHOMON_WRITE_GOLDEN=1 $(BIN)/pytest tests/test_golden.py tests/test_golden_reading.py tests/test_golden_ingest.py tests/test_golden_rulings.py

$(VENV)/.bootstrap: requirements/bootstrap.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

$(VENV)/.run: $(VENV)/.bootstrap requirements/run.txt requirements/build.txt pyproject.toml
	$(UV) install -q --python $(BIN)/python --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(UV) install -q --python $(BIN)/python --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(UV) install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

lock: $(VENV)/.bootstrap
	sh tools/lock.sh $(BIN)/uv

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
