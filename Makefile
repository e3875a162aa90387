# Every check is a target here; `make` alone lists them. Tests and checks need no display.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-long coverage lint format types bench screenshots bundle install uninstall deb try-deb translations check clean

BIN := .venv/bin
export PYTHON

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: ## make .venv with the locked packages (done by the others when needed)
	@packaging/setup.sh

run: ## open the window; ARGS="…" are handed to stepflow
	@packaging/run.sh $(ARGS)

test: ## run the tests; ARGS="…" are handed to pytest
	@packaging/test.sh -m "not long" $(ARGS)

test-long: ## run the long fault and soak tests as well
	@packaging/test.sh $(ARGS)

coverage: ## run the tests and list the lines that none of them reaches
	@packaging/test.sh -m "not long" --cov --cov-report=term-missing:skip-covered $(ARGS)

lint: setup ## check style and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

format: setup ## put the code into the house format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: setup ## check the types
	$(BIN)/mypy

bench: setup ## measure speed and memory as ratios; ARGS="parser start" measures only those
	@$(BIN)/python -m benchmarks $(ARGS)

screenshots: setup ## make the pictures of the README from the program itself
	@$(BIN)/python packaging/screenshots.py

translations: setup ## take new strings of the window into the catalogues
	@packaging/translations.sh

bundle: ## make dist/stepflow, a folder that runs without Python, and look whether it works
	@packaging/bundle.sh

install: ## put the bundle into this user's menu, with icons and "Open with" (PREFIX is ~/.local)
	@packaging/install.sh

uninstall: ## take it out again; executions stay
	@packaging/install.sh remove

deb: ## make a package for Debian and Ubuntu of the bundle, and have it validated
	@packaging/deb.sh

try-deb: ## install, run and remove that package in a Debian where nothing else is installed (needs root)
	@packaging/try_deb.sh

check: lint types test ## everything a change has to pass

clean: ## remove .venv and what the tools left behind
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .setup-lock
