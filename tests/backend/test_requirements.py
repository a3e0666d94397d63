"""The files that the plugin's set-up reads are in step with pyproject.toml."""

import importlib.util
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script():
    pytest.importorskip("tomllib")
    spec = importlib.util.spec_from_file_location("requirements", REPOSITORY / ".ci" / "requirements.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_files_are_those_that_the_script_writes(script):
    for name in script.FILES:
        written = (REPOSITORY / "backend" / name).read_text(encoding="utf-8")
        assert written == script.requirements(name), f"{name} has drifted: run python .ci/requirements.py"


def test_exactly_one_runtime_in_each(script):
    cpu, cuda = (script.requirements(name).splitlines() for name in ("requirements.txt", "requirements-cuda.txt"))
    assert next(line for line in cpu if line.startswith("onnxruntime")).startswith("onnxruntime>=")
    assert next(line for line in cuda if line.startswith("onnxruntime")).startswith("onnxruntime-gpu[")
    assert cpu[:-1] == cuda[:-1]
    assert len(cpu) > 10
