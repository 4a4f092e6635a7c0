# Needs Python 3.11+ with its venv module, and make. Everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := torch==2.13.0
# The CPU build of torch is 200 MB where the plain one brings gigabytes of CUDA on Linux: a local
# CPU build if pip knows one, else PyTorch's own CPU index, else whatever pip finds.
CPU_INDEX := https://download.pytorch.org/whl/cpu
# A process that compiles nothing at install would compile at each start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test check fix bench train clean

run: .venv/ready
	@$(BIN)/nenchang run

# Two processes more than cores, each with one thread to compute with; a file's tests stay
# together, for they share what their fixtures made.
test: .venv/ready-test
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_dependencies.py
	$(BIN)/python -m tests.advisories

fix: .venv/ready-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready-test
	$(BIN)/python -m benchmarks.speed

# CORPORA: the folder with law_articles.jsonl.gz and wikipedia_paragraphs.jsonl.gz. The laws that the
# development questions ask about are left out, so that what is measured on them was not learnt.
MEASURED := 58/2010/QH12 42/2013/QH13 27/2017/TT-BCA 44/2019/QH14 24/2020/NĐ-CP 130/2020/NĐ-CP 57/2020/QH14
train: .venv/ready
	$(BIN)/python -m training.train $(CORPORA) build/model --without $(MEASURED)

clean:
	rm -rf .venv

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Cần Python 3.11 trở lên (thử: make PYTHON=python3.12 run)."; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo "Thiếu module venv của Python (Debian/Ubuntu: gói python3-venv)."; exit 1; }
	@$(BIN)/python -c 'import torch' 2>/dev/null \
		|| $(PIP) install '$(TORCH)+cpu' 2>/dev/null \
		|| $(PIP) --retries 0 --timeout 10 install --index-url $(CPU_INDEX) '$(TORCH)' \
		|| $(PIP) install '$(TORCH)'
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/ready-test: .venv/ready
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@
