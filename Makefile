# The front door. `make` alone says what there is to do.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
LANGUAGES := $(sort en tr $(notdir $(wildcard web/locale/*)))
SENTENCES := -F pyproject.toml -k Refusal:1 -k Sentence:1 --project=ffwg --sort-output --no-wrap --add-location=file
UPDATE := -D messages -d web/locale --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing

.DEFAULT_GOAL := tasks
.PHONY: tasks run test check lint fix bench migration translate lock

tasks:
	@echo "make run        opens the platform with the demonstration on http://localhost:8000"
	@echo "make test       runs every test, on real databases and in a real browser"
	@echo "make check      lint, types, contracts, templates, spelling, then make test"
	@echo "make fix        repairs what lint and format can repair"
	@echo "make bench      measures; one JSON object a line"
	@echo "make migration NAME=\"a sentence\"    writes the next migration from the models"
	@echo "make translate  collects the sentences and says what is not translated"
	@echo "make lock       writes the lock files anew (needs uv and a network)"

run: .venv/run
	$(BIN)/ffwg demo

test: .venv/dev
	$(BIN)/pytest -n 2 --dist worksteal

check: lint test

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint web/templates --lint --quiet
	$(BIN)/typos

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/typos --write-changes

bench: .venv/dev
	$(BIN)/python -m tests.bench

# The models are compared with a database that has just been brought to head.
migration: .venv/dev
	@test -n "$(NAME)" || { echo 'say what it does: make migration NAME="a sentence"'; exit 2; }
	@folder=$$(mktemp -d) && url="sqlite:///$$folder/empty.db" && \
	next=$$(printf '%04d' $$(( $$(ls migrations/versions/[0-9]*.py | wc -l) + 1 ))) && \
	FFWG_DATA_DIR="$$folder" FFWG_DATABASE_URL="$$url" $(BIN)/ffwg migrate && \
	$(BIN)/alembic -x url="$$url" revision --autogenerate --rev-id "$$next" -m "$(NAME)"; \
	status=$$?; rm -r "$$folder"; exit $$status

translate: .venv/dev
	@mkdir -p web/locale; pot=$$(mktemp) && $(BIN)/pybabel -q extract $(SENTENCES) -o "$$pot" . && \
	for language in $(LANGUAGES); do \
		file=web/locale/$$language/LC_MESSAGES/messages.po; \
		$(BIN)/pybabel -q update $(UPDATE) -i "$$pot" -l $$language && \
		$(BIN)/pybabel compile --statistics -i $$file -o /dev/null -l $$language || exit 1; \
	done; rm "$$pot"

lock:
	$(UV) pip compile pyproject.toml --extra build $(LOCK) -o requirements.lock
	$(UV) pip compile pyproject.toml --extra build --extra dev -c requirements.lock $(LOCK) -o requirements-dev.lock

LOCK := --universal --generate-hashes --no-header --no-annotate --upgrade --quiet

# What the tests need includes what running needs, so one `.venv` serves both.
.venv/run: requirements.lock
	$(call install,requirements.lock)
	@touch $@

.venv/dev: requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch .venv/run $@

define install
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
@test -x $(BIN)/python || $(PYTHON) -m venv .venv
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endef
