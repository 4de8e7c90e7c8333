# Each target is a line or two of uv; `make check test` is what .ci/run does.
PRISONERS ?= 3000

.PHONY: setup run seed check test branches mutants book figures bench

setup:            ## packages, built pages, commit hooks
	uv sync
	uv run pre-commit install

run:              ## the demo on this machine
	uv run zhiheng demo

seed:             ## a bureau of another size, in a folder of its own: make seed PRISONERS=100000
	uv run zhiheng demo --prisoners $(PRISONERS) --data .zhiheng/bureau-$(PRISONERS)

check:            ## format, lint, types, layers, migrations
	uv run ruff format --check
	uv run djangofmt --check src/zhiheng/web/templates
	uv run ruff check
	uv run mypy
	uv run lint-imports
	uv run zhiheng manage makemigrations --check --dry-run

test:             ## all tests
	uv run pytest

branches:         ## every branch of the law is reached by its own tests
	uv run coverage run -m pytest tests/law -q -k "not compiled_form_of_every_rule and not memory_does_not_grow"
	uv run coverage report

mutants:          ## faults put into the law one at a time: does a test notice? Two hours; one part: make mutants PART=acts
	uv run python -m tests.mutants $(PART)

book:             ## the rules as a document for lawyers
	uv run zhiheng law book

figures:          ## every benchmark, short
	set -e; for name in law anchor records trail conduct; do uv run python benchmarks/$$name.py --quick; done

bench:            ## every benchmark, in full
	set -e; for name in law anchor records trail conduct; do uv run python benchmarks/$$name.py; done
