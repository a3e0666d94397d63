# Two commands matter: `make run` and `make test`. Each sets up what it needs first.
#   make run [PHOTO=photo.jpg] [OUT=out]      QGIS with the plugin, a photo geolocated, everything in OUT
#   make test                                 every test: backend, training, plugin in a real QGIS, the whole way
#   make geolocate PHOTO=photo.jpg OUT=out    the same without QGIS (ARGS="--area-km2 5000 --recall 0.8")
#   make evaluate ARGS="..."                  Recall vs Area and accuracy of predictions: docs/evaluate.md
#   make bench                                timings: a photo, search areas, zones against the full grid, an evaluation
#   make bench-load                           what the plugin adds to QGIS's start
#   make bench-folder [PHOTOS=200]            how long QGIS's window waits while a folder of photos is worked through
#   make bench-export                         exported networks against PyTorch, side by side
#   make bench-maps                           reads full-size LandScan and ESA-CCI rasters that it makes (3 GB of disk)
#   make bench-prepare                        prepares a dataset of 4.7 million made-up photos
#   make test-set-up                          sets the plugin's backend up from the package index, as on first use
#   make test-geoclip                         exports GeoCLIP at full size from a hub on this machine
#   make fuzz                                 hostile photos and bundles by the thousand, watched: docs/robustness.md
#   make fuzz-http [EXAMPLES=100]             requests of all sorts, made from the backend's own OpenAPI document
#   make faults [KILLS=200]                   a batch killed at random instants, power cuts among them: docs/robustness.md
#   make soak [LOAD_MINUTES=10] [MINUTES=60]  32 clients at once, then everything that clients do, for an hour
#   make lint                                 ruff, names of Qt 6, translations, plugins.qgis.org's scan of the package
#   make package                              build/photo_geolocator-VERSION.zip, as plugins.qgis.org takes it, and its SBOM
#   make requirements                         locks every dependency: backend/requirements*.txt, .ci/locks/
#   make audit                                known vulnerabilities of what is locked
#   make licences                             docs/licences.md
#   make guide-pictures                       the user guide's screenshots, in the real desktop
#   make translations                         texts of the plugin to resources/i18n/*.ts, and these to .qm files
#   make prepare ARGS="..."                   photos and maps to a dataset: docs/prepare.md
#   make train ARGS="..."                     trains GeoEstimation, GeoCLIP or attribute predictors: docs/train.md
#   make export ARGS="..."                    a trained or published model to a bundle: docs/export.md
#   make calibrate ARGS="..."                 calibrates any bundle on photos with positions: docs/export.md
#   make bundle-geoclip [ARGS="..."]          downloads, exports and installs the published GeoCLIP: docs/export.md
#   make starter DATA=folder                  trains the starter bundle again
#   make experiment study ablation DATA=folder  the reports under docs/

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
SYSTEM_PYTHON ?= /usr/bin/python3
OUT ?= out
ARGS ?=
DATA ?= ../shared/data
EXAMPLES ?= 100
LOAD_MINUTES ?= 10
KILLS ?= 200
MINUTES ?= 60

BACKEND := .venv/backend
TRAINING := .venv/training
TEST := .venv/test
QGIS := .venv/qgis
SAMPLE := .venv/sample
FUZZ := .venv/fuzz
PACKAGES := qgis python3-qgis xvfb xauth python3-venv

# CUDA where an NVIDIA driver answers, the CPU otherwise; `make ... RUNTIME=cpu` decides by hand.
RUNTIME ?= $(shell nvidia-smi -L >/dev/null 2>&1 && echo cuda || echo cpu)
RUNTIME_LOCK = backend/requirements$(if $(filter cuda,$(RUNTIME)),-cuda).txt

.PHONY: help run test test-backend test-training test-qgis test-e2e test-geoclip test-set-up fuzz fuzz-http faults soak \
	geolocate evaluate prepare train export calibrate bundle-geoclip starter experiment study ablation \
	bench bench-export bench-folder bench-load bench-maps bench-prepare guide-pictures lint package requirements audit \
	licences translations clean system system-python developer-python

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

run: system $(BACKEND)/.done $(if $(PHOTO),,$(SAMPLE)/.done)
	@photo="$(PHOTO)"; \
	if [ -z "$$photo" ]; then photo="$(SAMPLE)/sklearn/datasets/images/china.jpg"; fi; \
	PHOTO_GEOLOCATOR_BACKEND_PYTHON="$(CURDIR)/$(BACKEND)/bin/python" \
		$(SYSTEM_PYTHON) plugin/demo/run.py --photo "$$photo" --out "$(OUT)"

geolocate: $(BACKEND)/.done
	@if [ -z "$(PHOTO)" ]; then echo 'error: name a photo: make geolocate PHOTO=photo.jpg OUT=out' >&2; exit 2; fi
	@$(BACKEND)/bin/python -m backend geolocate "$(PHOTO)" --out "$(OUT)" $(ARGS)

evaluate prepare train export calibrate bundle-geoclip: $(TRAINING)/.done
	@$(TRAINING)/bin/python -m training $@ $(ARGS)

starter: $(TRAINING)/.done
	@$(TRAINING)/bin/python -m training starter --data "$(DATA)" $(ARGS)

experiment: $(TRAINING)/.done
	@$(TRAINING)/bin/python -m training experiment --data "$(DATA)" --out docs/experiment $(ARGS)

ablation: $(TRAINING)/.done
	@$(TRAINING)/bin/python -m training ablation --data "$(DATA)" --out docs/ablation $(ARGS)

study: $(TRAINING)/.done
	@$(TRAINING)/bin/python -m training study --truth "$(DATA)/benchmarks/yfcc26k.csv" \
		--climate "$(DATA)/rasters/koppen_geiger_30min.txt" --out docs/study $(ARGS)

bench: $(BACKEND)/.done $(TRAINING)/.done $(SAMPLE)/.done
	@$(BACKEND)/bin/python tests/benchmarks/bench_photo.py "$(if $(PHOTO),$(PHOTO),$(SAMPLE)/sklearn/datasets/images/china.jpg)"
	@PYTHONPATH=. $(BACKEND)/bin/python tests/benchmarks/bench_search_areas.py
	@PYTHONPATH=. $(BACKEND)/bin/python tests/benchmarks/bench_maps_choices.py
	@PYTHONPATH=. $(TRAINING)/bin/python tests/benchmarks/bench_zones.py
	@PYTHONPATH=. $(TRAINING)/bin/python tests/benchmarks/bench_evaluate.py

bench-load: system
	@$(SYSTEM_PYTHON) tests/benchmarks/bench_plugin_load.py

PHOTOS ?= 200
bench-folder: system $(QGIS)/.done $(BACKEND)/.done $(SAMPLE)/.done
	@PHOTO_GEOLOCATOR_FOLDER_PHOTOS=$(PHOTOS) $(DESKTOP_TESTS) -q -k folder_of tests/e2e/test_desktop.py

bench-export: $(TRAINING)/.done
	@PYTHONPATH=. $(TRAINING)/bin/python tests/benchmarks/bench_export.py

bench-prepare: $(TRAINING)/.done
	@PYTHONPATH=. $(TRAINING)/bin/python tests/benchmarks/bench_prepare.py

bench-maps: $(TRAINING)/.done
	@PYTHONPATH=. $(TRAINING)/bin/python tests/benchmarks/full_size_maps.py

test: test-backend test-training test-qgis test-e2e
	@echo "All tests passed."

test-backend: $(TEST)/.done
	$(TEST)/bin/python -m pytest tests/backend

test-training: $(TRAINING)/.done
	$(TRAINING)/bin/python -m pytest tests/training

# GeoCLIP at its full size with random weights from a loopback hub: minutes, 12 GB of memory.
test-geoclip: $(TRAINING)/.done
	$(TRAINING)/bin/python -m pytest -s tests/long/test_geoclip_full_size.py

fuzz-http: $(TEST)/.done
	PHOTO_GEOLOCATOR_FUZZ="--max-examples $(EXAMPLES)" $(TEST)/bin/python -m pytest -s tests/backend/test_fuzz_http.py

soak: $(TEST)/.done $(SAMPLE)/.done
	PHOTO_GEOLOCATOR_SAMPLE_PHOTO="$(CURDIR)/$(SAMPLE)/sklearn/datasets/images/china.jpg" \
	PHOTO_GEOLOCATOR_CACHE="$(CURDIR)/build/cache" \
	SOAK_LOAD_MINUTES=$(LOAD_MINUTES) SOAK_MINUTES=$(MINUTES) $(TEST)/bin/python -m pytest -s tests/long/test_soak.py

# The real packages from the index into a fresh environment, then a photo: minutes, 700 MB of disk.
test-set-up: system $(QGIS)/.done
	QT_QPA_PLATFORM=offscreen $(QGIS)/bin/python -m pytest -s tests/long/test_set_up.py

test-qgis: system $(QGIS)/.done
	QT_QPA_PLATFORM=offscreen $(QGIS)/bin/python -m pytest tests/qgis

# What tests of the whole way are run with: the backend, and a photo.
DESKTOP_TESTS = PHOTO_GEOLOCATOR_BACKEND_PYTHON="$(CURDIR)/$(BACKEND)/bin/python" \
	PHOTO_GEOLOCATOR_CACHE="$(CURDIR)/build/cache" \
	PHOTO_GEOLOCATOR_SAMPLE_PHOTO="$(CURDIR)/$(SAMPLE)/sklearn/datasets/images/china.jpg" \
	QT_QPA_PLATFORM=offscreen $(QGIS)/bin/python -m pytest

test-e2e: system $(QGIS)/.done $(BACKEND)/.done $(SAMPLE)/.done
	$(DESKTOP_TESTS) tests/e2e

# 10,000 hostile photos through decoder, HTTP and Qt, the largest ones, the tests with generated input at 20 times their
# length, and a search for unreached code; COUNT, RUNS and SEED decide by hand. Half an hour, 3 GB of disk.
COUNT ?= 10000
RUNS ?= 100000
SEED ?= 6
fuzz: system $(QGIS)/.done $(FUZZ)/.done
	rm -rf build/fuzz
	$(FUZZ)/bin/python -m tests.fuzz.photos --seed $(SEED) --count $(COUNT)
	$(FUZZ)/bin/python -m tests.fuzz.largest
	$(FUZZ)/bin/python -m tests.fuzz.photos --seed $(SEED) --count $$(($(COUNT) / 10)) --http
	$(FUZZ)/bin/python -m tests.fuzz.photos --seed $(SEED) --count $(COUNT) --write build/fuzz/photos
	$(FUZZ)/bin/python -m tests.fuzz.largest --write build/fuzz/largest
	for folder in photos largest; do $(QGIS)/bin/python -m tests.fuzz.thumbnails build/fuzz/$$folder; done
	$(FUZZ)/bin/python -m pytest --hypothesis-profile=fuzz --hypothesis-seed=$(SEED) tests/backend/test_hostile_photos.py \
		tests/backend/test_photo_parts.py tests/backend/test_manifest.py tests/backend/test_onnx_file.py \
		tests/backend/test_hostile_bundles.py
	$(FUZZ)/bin/python -m tests.fuzz.guided --seed $(SEED) --runs $(RUNS)
	@echo "Nothing failed."

# Also cuts the power of a disk, where root runs it.
faults: system $(QGIS)/.done $(BACKEND)/.done $(SAMPLE)/.done
	KILLS=$(KILLS) SEED=$(SEED) $(DESKTOP_TESTS) -s tests/e2e/test_faults.py

guide-pictures: system $(BACKEND)/.done $(SAMPLE)/.done
	@PHOTO_GEOLOCATOR_BACKEND_PYTHON="$(CURDIR)/$(BACKEND)/bin/python" \
		$(BACKEND)/bin/python .ci/guide_pictures.py --photos "$(SAMPLE)/sklearn/datasets/images"

lint: $(TEST)/.done
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/python .ci/requirements.py --check
	$(TEST)/bin/python .ci/licences.py --check
	$(TEST)/bin/python .ci/qt6.py
	$(TEST)/bin/python .ci/translations.py --check
	$(TEST)/bin/python .ci/scan.py

package: $(TEST)/.done
	@$(TEST)/bin/python .ci/package.py
	@$(TEST)/bin/python .ci/sbom.py

requirements audit licences: $(TEST)/.done
	@$(TEST)/bin/python .ci/$@.py

translations: PACKAGES := qttools5-dev-tools
translations:
	@command -v lrelease >/dev/null || { $(call apt_install,lrelease); }
	@$(PYTHON) .ci/translations.py

clean:
	rm -rf .venv out build

# QGIS, a virtual screen and venv come from the system's packages.
system: system-python
	@missing=""; \
	command -v qgis >/dev/null || missing="QGIS"; \
	command -v xvfb-run >/dev/null || missing="$$missing Xvfb"; \
	$(SYSTEM_PYTHON) -c 'import qgis.core' 2>/dev/null || missing="$$missing python3-qgis"; \
	if [ -n "$$missing" ]; then $(call apt_install,$$missing); fi

system-python:
	@command -v $(PYTHON) >/dev/null || { $(call apt_install,python3); }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo "error: Python 3.10 or newer is needed: make ... PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call apt_install,python3-venv); }

developer-python: system-python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "error: tests and training need Python 3.11 or newer: make ... PYTHON=python3.12" >&2; exit 1; }

# Installs the system's packages where that is permitted, otherwise says which command the person must run.
define apt_install
	if ! command -v apt-get >/dev/null; then \
		echo "error: missing:" $(1) "- install QGIS 3.22 or newer with Python support, Xvfb and Python's venv module." >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then run=""; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run="sudo"; \
	else echo "error: missing:" $(1) "- please run: sudo apt-get install --no-install-recommends $(PACKAGES)" >&2; exit 1; fi; \
	echo "Installing" $(1) "with apt ..."; \
	{ $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends $(PACKAGES); } >/dev/null \
		|| { echo "error: apt-get failed: please run: sudo apt-get install --no-install-recommends $(PACKAGES)" >&2; exit 1; }
endef

# $(call venv,folder,python,venv options,locks): made whole or not at all, from the first lock that pip can fulfil.
define venv
	@echo "Making $(1) ..."
	@rm -rf $(1) && mkdir -p .venv
	@$(2) -m venv $(3) $(1)
	@for lock in $(4); do \
		if $(1)/bin/python -m pip install -qq --disable-pip-version-check -r $$lock 2>$(1)/pip.log; then made=$$lock; break; fi; \
	done; \
	if [ -z "$${made:-}" ]; then \
		cat $(1)/pip.log >&2; \
		echo "error: $(1) could not be made: is a package index reachable (proxy: set HTTPS_PROXY)?" >&2; exit 1; \
	fi
	@touch $@
endef

$(BACKEND)/.done: $(RUNTIME_LOCK) | system-python
	$(call venv,$(BACKEND),$(PYTHON),,$(RUNTIME_LOCK))

$(TEST)/.done: .ci/locks/test.txt | developer-python
	$(call venv,$(TEST),$(PYTHON),,.ci/locks/test.txt)

$(FUZZ)/.done: .ci/locks/fuzz.txt | developer-python
	$(call venv,$(FUZZ),$(PYTHON),,.ci/locks/fuzz.txt)

# PyTorch's build without CUDA spares gigabytes; it is no part of the package index, pip may know it from elsewhere.
$(TRAINING)/.done: .ci/locks/training.txt .ci/locks/training-cpu.txt | developer-python
	$(call venv,$(TRAINING),$(PYTHON),,$(if $(filter cpu,$(RUNTIME)),.ci/locks/training-cpu.txt) .ci/locks/training.txt)

$(QGIS)/.done: .ci/locks/qgis-test.txt | system
	$(call venv,$(QGIS),$(SYSTEM_PYTHON),--system-site-packages,.ci/locks/qgis-test.txt)

# scikit-learn ships a real photograph, CC BY 2.0: the one that `make run` shows without PHOTO.
$(SAMPLE)/.done: .ci/locks/sample.txt $(BACKEND)/.done
	@$(BACKEND)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --upgrade --target $(SAMPLE) -r .ci/locks/sample.txt
	@touch $@
