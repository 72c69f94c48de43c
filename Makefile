# What Meydan is run, tested and kept with. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
TEST_POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres
export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=  # what was compiled is kept: a test run starts the house some fifty times

.PHONY: help run install dev chromium lint test test-postgres check bench drill soak messages lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: install  ## the sample city at http://127.0.0.1:8000 (HOST, PORT); the second start keeps its data
	@$(BIN)/meydan compile_messages
	@$(BIN)/meydan migrate --verbosity 0
	@$(BIN)/meydan sample-city
	@exec $(BIN)/meydan serve

install: $(VENV)/.run  ## .venv with the locked environment and the command .venv/bin/meydan

dev: $(VENV)/.dev  ## what the checks need beside that

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Meydan needs Python 3.11 or newer (PYTHON=/path/to/python3)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Meydan needs Python 3.11 or newer; this is $$($(PYTHON) -V). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || [ "$$(id -u)" != 0 ] || apt-get install -y -q python3-venv || true
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Install Python's venv module first (Debian: apt-get install python3-venv)."; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	$(PIP) install --quiet --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		SUDO=; [ "$$(id -u)" = 0 ] || SUDO="sudo -n"; \
		$$SUDO apt-get update -q && $$SUDO apt-get install -y -q --no-install-recommends chromium; \
	} || { echo "The journeys need a browser: install the package chromium."; exit 1; }

lint: dev  ## style, types, storeys
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt check --quiet --extend-exclude "**/charts/*.html" --extend-exclude "**/components/figure.html" meydan  # they open a tag in one branch and close it in another
	$(BIN)/lint-imports
	$(BIN)/mypy

check: dev  ## Django's own checks, as in production
	@$(BIN)/meydan compile_messages
	$(BIN)/meydan check
	$(BIN)/meydan makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
	IDENTITY_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
	MEYDAN_MODE=production ALLOWED_HOSTS=meydan.example SMS_PROVIDER=file \
	$(BIN)/meydan check --deploy --fail-level WARNING

# Four workers on two cores, since journeys wait for browsers; a file stays with one, and so does what it built.
PYTEST = $(BIN)/python -m pytest -n $(or $(WORKERS),4) --dist loadfile --no-loadscope-reorder

test: dev chromium check  ## everything (WHOLE=1: and all of it): on SQLite with the journeys, then on PostgreSQL where one answers
	@mkdir -p build && { $(MAKE) --no-print-directory lint > build/lint.log 2>&1; echo $$? > build/lint.end; } & \
	$(PYTEST); tested=$$?; wait; cat build/lint.log; \
	[ $$tested = 0 ] && [ "$$(cat build/lint.end)" = 0 ]
	@$(BIN)/python -c "import psycopg; psycopg.connect('$(TEST_POSTGRES_URL)', connect_timeout=3).close()" 2>/dev/null \
		&& $(MAKE) --no-print-directory test-postgres \
		|| { [ $$? = 1 ] && echo "No PostgreSQL answers at TEST_POSTGRES_URL: its part of the tests was left out."; }

test-postgres: dev  ## the tests without the journeys on PostgreSQL (TEST_POSTGRES_URL)
	DATABASE_URL=$(TEST_POSTGRES_URL) $(PYTEST) -m "not journey"
	@[ -n "$(WHOLE)" ] || echo "LEFT OUT on PostgreSQL: tests of views and desks, whose pages and forms only the fuzz asked there. WHOLE=1 make test-postgres asks all (docs/decisions/0021)."

bench: dev  ## page and form rates on both databases
	$(BIN)/python -m bench

drill: dev  ## kill -9 under load, 20 rounds on each database (ROUNDS)
	$(BIN)/python -m bench.drill --rounds $(or $(ROUNDS),20)

soak: dev  ## eight writers and twenty readers on SQLite for ten minutes (MINUTES)
	$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),10)

messages: dev  ## collect new sentences into each room's django.po
	@command -v xgettext >/dev/null || { echo "Collecting sentences needs GNU gettext (Debian: apt-get install gettext)."; exit 1; }
	@for room in meydan/*/locale; do (cd $$room/.. && ../../$(BIN)/django-admin makemessages --locale fa --no-wrap --no-obsolete --no-location); done

lock: dev  ## resolve requirements/*.in again, with hashes
	$(BIN)/uv pip compile --upgrade --python-version 3.11 --universal --generate-hashes --no-emit-index-url requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url requirements/run.in -c requirements/dev.txt -o requirements/run.txt

clean:  ## removes what can be made again; data/ stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
