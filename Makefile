# What people and workflows type. `make` alone lists it.

PYTHON ?= python3
ENGINE ?= mkdocs

.DEFAULT_GOAL := help
.PHONY: help site offline serve wheel manual check browser java test fuzz bench sbom lock clean

# One environment, .venv, made once. The name of each stamp holds a sum of what the step was made from, so a second run
# needs no network, and a changed lock, a moved folder or another Python installs again.
sum = $(shell { $(1); } 2>&1 | cksum | cut -d ' ' -f 1)
VENV := .venv/made-$(call sum,pwd; $(PYTHON) -V)
SITE := .venv/site-$(call sum,cat pyproject.toml requirements/build.txt requirements/site.txt)
TEST := .venv/test-$(call sum,cat requirements/site.txt requirements/test.txt)
BENCH := .venv/bench-$(call sum,cat requirements/site.txt requirements/bench.txt)
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

site: $(SITE) ## Build the site into site/ (ENGINE=zensical for the other engine)
	@.venv/bin/evidence-review build --engine $(ENGINE)

offline: $(SITE) ## Build a copy into offline/ that works from a folder on a disk
	@.venv/bin/evidence-review build --offline --engine $(ENGINE)

serve: $(SITE) ## Show the site while you edit; each save builds it again
	@.venv/bin/evidence-review serve --engine $(ENGINE)

wheel: $(SITE) ## Build the package that others install, in dist/
	@.venv/bin/python -m hatchling build --target wheel
	@echo 'To begin a review with it: pipx run --spec dist/evidence_review-*.whl evidence-review new DIR'

manual: $(SITE) ## Build the manual into manual/site/, with the pages that are made from the code
	@.venv/bin/python -m tests.manual_pages
	@.venv/bin/evidence-review --config-file manual/mkdocs.yml build --engine $(ENGINE)

check: export DENO_NO_UPDATE_CHECK = 1
check: $(TEST) ## Check the code: style, types, layers, spelling, workflows, scripts and style sheets
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/codespell
	.venv/bin/zizmor --offline --quiet --persona pedantic .github examples/every-review/.github
	PATH=.venv/bin:$$PATH .venv/bin/actionlint .github/workflows/*.yml examples/every-review/.github/workflows/*.yml
	.venv/bin/deno fmt --check --quiet
	.venv/bin/deno lint --quiet
	.venv/bin/deno check --quiet scripts/evidence_review/theme/assets

browser: $(TEST)
	@.venv/bin/python -m tests.browser

java: $(TEST)
	@.venv/bin/python -m tests.java

test: check browser java ## Install what the tests need and run all of them, after check
	.venv/bin/pytest --numprocesses auto --dist loadfile

fuzz: browser $(TEST) ## Look for minutes for texts that escape their checks, and kill commands a hundred times
	.venv/bin/pytest --hypothesis-profile=fuzz --rounds 34 tests/whole_site/test_accepted_texts.py tests/commands/test_killed.py

bench: $(BENCH) ## Measure a large made-up review and bibliography; figures go to tests/benchmark/RESULTS.md
	@.venv/bin/python -m tests.benchmark.whole_site
	@.venv/bin/python -m tests.benchmark.peers S M --csl
	@.venv/bin/python -m tests.benchmark.bibliography
	@.venv/bin/python -m tests.benchmark.exporting
	@.venv/bin/python -m tests.benchmark.citations

sbom: $(TEST) ## List what `make site` installs, with licences and hashes, in sbom.json (CycloneDX)
	@.venv/bin/python -m tests.sbom sbom.json

# `make lock UPDATE=--upgrade` takes the newest versions; without it what is locked stays.
LOCK = .venv/bin/uv pip compile --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --quiet $(UPDATE)

lock: export UV_CUSTOM_COMPILE_COMMAND = make lock
lock: $(TEST) ## Pin the dependencies again after a change in pyproject.toml
	$(LOCK) --extra zensical pyproject.toml --output-file requirements/site.txt
	$(LOCK) --group build --constraints requirements/site.txt --output-file requirements/build.txt
	$(LOCK) --group test --constraints requirements/site.txt --constraints requirements/build.txt \
	  --output-file requirements/test.txt
	$(LOCK) --group bench --constraints requirements/site.txt --constraints requirements/test.txt \
	  --no-emit-package pypandoc --no-emit-package setuptools --output-file requirements/bench.txt

clean: ## Remove what was built (to start afresh, delete .venv too)
	rm -rf build offline site dist sbom.json manual/build manual/site examples/*/build examples/*/site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed. If you have it by another name, say so: make site PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python cannot make environments. On Debian and Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; }
	@echo 'Making .venv'
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(SITE): $(VENV)
	@echo 'Installing what the site needs into .venv (about a minute, once)'
	@rm -f .venv/site-* .venv/test-* .venv/bench-*
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements/build.txt
	@$(PIP) install --require-hashes --no-build-isolation --requirement requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(TEST): $(SITE)
	@echo 'Installing what the tests need into .venv (a minute, once)'
	@$(PIP) install --require-hashes --no-build-isolation --requirement requirements/test.txt
	@touch $@

$(BENCH): $(SITE)
	@echo 'Installing what the benchmark needs into .venv (a few seconds, once)'
	@$(PIP) install --require-hashes --no-build-isolation --no-deps --requirement requirements/bench.txt
	@touch $@
