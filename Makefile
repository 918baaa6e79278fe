# 柳州工业碳达峰看板: everything starts here.
#   make run | watch | test | check | torture | score | bench | samples | lock | bundle | clean
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.run-packages
DEV_STAMP := $(VENV)/.dev-packages
SQL_STAMP := artefacts/.sql-checked
SQL := $(sort $(shell find queries data/ingest data/snapshot -name "*.sql"))
FONT := static/fonts/NotoSansSC-Regular.otf
# one worker a processor, a file of tests stays with one of them, the long files first
SPREAD := -n auto --dist loadfile --no-loadscope-reorder
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock"
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# PORT=9000 make run
ifdef PORT
export PEAK_PORT := $(PORT)
endif
# compiled modules are kept, whatever the shell says: every worker and every command of a test starts sooner
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run watch test check torture score bench samples lock bundle clean help browser older-browsers compiler office

help:
	@echo "make run      start the dashboard on http://127.0.0.1:$(or $(PORT),8501) (sets everything up the first time)"
	@echo "make watch INBOX=folder WHO=name   publish what comes into a folder (MORE=--dry: only tell)"
	@echo "make test     everything that must hold, with a real browser, and how much of the code it reaches"
	@echo "make check    style, types, SQL style, quick tests"
	@echo "make torture  breaks the store on purpose, some 20 minutes (LONG=1: the full counts, more than an hour)"
	@echo "make score    how much of statistical tables is read right (MESSY=folder: of its examples too)"
	@echo "make bench    how fast: one table beside an empty page, a usual one and the budgets"
	@echo "make samples  build the embedded example data into an empty store"
	@echo "make lock     write the locked packages anew after a change of requirements*.in"
	@echo "make bundle   gather what a machine without a registry needs (ARCH=\"x86_64 aarch64\" PYTHONS=\"3.11 3.12\")"
	@echo "make clean    remove what can be made again (never the store)"

run: $(RUN_STAMP) $(FONT)
	@$(PY) setup/first_store.py
	@exec $(PY) setup/serve.py

watch: $(RUN_STAMP)
	@test -n "$(INBOX)" -a -n "$(WHO)" || { echo "make watch INBOX=收件夹 WHO=姓名"; exit 2; }
	@exec $(PY) -m data.ingest watch "$(INBOX)" --as "$(WHO)" $(MORE)

test: $(DEV_STAMP) $(FONT) browser older-browsers compiler office
	@$(PY) -m pytest $(SPREAD) --cov

check: $(DEV_STAMP) $(FONT) $(SQL_STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m pytest -q $(SPREAD) -m "not browser and not slow"

torture: $(DEV_STAMP) $(FONT) compiler
	@$(PY) -m tests.torture $(PARTS) $(if $(LONG),--long)

score: $(DEV_STAMP)
	@$(PY) -m tests.score $(MESSY)

bench: $(DEV_STAMP) $(FONT)
	@$(PY) setup/first_store.py
	@$(PY) -m bench

samples: $(RUN_STAMP)
	@$(PY) -m data.samples

lock: $(DEV_STAMP)
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt

browser: $(DEV_STAMP)
	@$(PY) setup/browser.py || true

older-browsers: $(DEV_STAMP)
	@$(PY) setup/older_browsers.py

compiler: $(DEV_STAMP)
	@$(PY) setup/compiler.py

office: $(DEV_STAMP)
	@$(PY) -m setup.office || true

$(PY):
	@sh setup/venv.sh $(VENV)

$(RUN_STAMP): requirements.txt | $(PY)
	@echo "packages …"
	@$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo "packages for tests …"
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# only the SQL that changed since it was last found in order; all of it when the rules changed
$(SQL_STAMP): $(SQL) pyproject.toml | $(DEV_STAMP)
	@$(PY) -m sqlfluff lint --processes 0 --disable-progress-bar $(if $(filter pyproject.toml,$?),$(SQL),$(filter %.sql,$?))
	@mkdir -p $(dir $@)
	@touch $@

$(FONT): setup/fonts.py $(RUN_STAMP)
	@$(PY) setup/fonts.py

bundle: $(RUN_STAMP)
	@$(PY) setup/bundle.py $(if $(ARCH),--arch $(ARCH)) $(if $(PYTHONS),--python $(PYTHONS))

clean:
	rm -rf $(VENV) static artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
