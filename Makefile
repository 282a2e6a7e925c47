# Paths are relative: the folder's own name may hold spaces. `.venv/bin/python -m` instead of the
# scripts beside it: their first line breaks in such a folder, and when it is moved.
.DEFAULT_GOAL := help
PYTHON_OF_VENV := .venv/bin/python
# Kept even where an image says otherwise: without it every process compiles all its code again.
unexport PYTHONDONTWRITEBYTECODE
UV_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make requirements"

.PHONY: help
help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: venv
venv: ## Make .venv and install the packages (the others do it by themselves)
	@sh .ci/venv

.PHONY: run
run: venv ## Start the portal with a demo: http://localhost:8000 (make run PORT=8080)
	@exec setpriv --pdeathsig=TERM -- $(PYTHON_OF_VENV) -m sikas.supervisor

.PHONY: lint
lint: venv ## Check style, types, templates and floors
	$(PYTHON_OF_VENV) -m ruff check .
	$(PYTHON_OF_VENV) -m ruff format --check .
	$(PYTHON_OF_VENV) -m mypy
	$(PYTHON_OF_VENV) -m djlint --quiet --lint templates
	$(PYTHON_OF_VENV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

.PHONY: test
test: lint ## Prove it: lint and tests, on real PostgreSQL and Redis (minutes)
	$(PYTHON_OF_VENV) -m pytest --cov

.PHONY: test-long
test-long: lint ## Prove all of it: the full matrices too (long)
	$(PYTHON_OF_VENV) -m pytest -m "" --cov

.PHONY: bench
bench: venv ## Measure speed beside its targets (make bench ONLY=ground)
	$(PYTHON_OF_VENV) -m tests.bench $(ONLY)

.PHONY: screenshots
screenshots: venv ## Take the pictures of docs/screenshots
	$(PYTHON_OF_VENV) -m tests.browser.screenshots

.PHONY: locale
locale: venv ## Make the binary catalogues of locale/ from the text ones
	$(PYTHON_OF_VENV) locale/compile.py

.PHONY: requirements
requirements: ## Pin the newest allowed packages, with hashes (needs uv)
	$(UV_COMPILE) --upgrade requirements.in --output-file requirements.txt
	$(UV_COMPILE) --upgrade requirements-dev.in --output-file requirements-dev.txt

.PHONY: clean
clean: ## Remove .venv, caches and the demo with its data
	@if [ -e .data/lock/users ] && ! flock --nonblock .data/lock/users true; then \
		echo "The portal or its servers run here. End them first." >&2; exit 1; fi
	rm -rf .data .venv .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
