# Every target sets up what it needs: Python >= 3.11 and make are enough.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv

.PHONY: demo test check bench corpus quality weights audit curve hostile contract programs schemas docs clean

demo: .venv/ready
	$(BIN)/bruggen demo

test: .venv/ready
	$(BIN)/pytest -n auto

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/er
	$(BIN)/python -m benchmarks

corpus: .venv/ready
	$(BIN)/python -m tests.corpus

quality: .venv/ready
	$(BIN)/python -m tests.truth

weights: .venv/ready
	$(BIN)/python -m tests.truth.weights

hostile: .venv/ready
	$(BIN)/python -m tests.spiders.hostile

contract: .venv/ready
	$(BIN)/python -m tests.output.service.contract 750

programs: .venv/ready
	$(BIN)/bruggen demo --once --var var/programs
	$(BIN)/python -m tests.judges.programs var/programs/public

schemas: .venv/ready
	$(BIN)/python -m schemas.json_schema

docs: .venv/ready
	$(BIN)/python -m tests.pipeline.normalise.schedules.page

audit: .venv/er
	$(BIN)/python -m tests.truth.audit

curve: .venv/ready
	$(BIN)/python -m tests.truth.curve

.venv/er: .venv/ready
	$(UV) sync --frozen --quiet --inexact --extra er
	touch $@

.venv/ready: pyproject.toml uv.lock
	test -x $(UV) || ($(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv)
	$(UV) sync --frozen --quiet --inexact --compile-bytecode
	touch $@

clean:
	rm -rf .venv var node_modules
