"""The locks: in step with pyproject.toml, every package with hashes, a wheel for every system."""

import copy
import importlib.util
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("tomllib")
pytest.importorskip("packaging", reason="make's test environment has the lint group")
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("requirements", REPOSITORY / ".ci" / "requirements.py")
    module = sys.modules.setdefault("requirements", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def elsewhere(script, tmp_path, monkeypatch):
    """A copy of what the script reads, to be changed."""
    for path in ("pyproject.toml", *script.FILES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((REPOSITORY / path).read_bytes())
    monkeypatch.setattr(script, "REPOSITORY", tmp_path)
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_locks_are_in_step(script, capsys):
    assert script.main(["--check"]) == 0
    assert "requirements.txt" in capsys.readouterr().out


def test_another_range_is_out_of_step(script, elsewhere, capsys):
    change(elsewhere / "pyproject.toml", '"scipy>=1.11,<2"', '"scipy>=1.11,<1.12"')
    assert script.main(["--check"]) == 1
    told = capsys.readouterr().err
    for path in script.FILES:
        assert f"{path} was made from another pyproject.toml." in told
    assert re.search(r"backend/requirements\.txt: scipy \S+ is outside of scipy<1\.12,>=1\.11\.", told)
    assert "make requirements" in told


def test_another_day_or_group_is_out_of_step(script, elsewhere):
    change(elsewhere / "pyproject.toml", "exclude-newer = ", 'exclude-newer = "2026-01-01T00:00:00Z" # ')
    assert len(list(script.out_of_step())) == len(script.FILES)
    change(elsewhere / "pyproject.toml", '    "numpy', '    "six>=1",\n    "numpy')
    assert "backend/requirements.txt lacks six." in set(script.out_of_step())


def test_a_package_without_a_hash_and_a_missing_file_are_named(script, elsewhere):
    path = elsewhere / script.CUDA
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^h11==.*(\n +--hash.*)+", "h11==0.16.0", text, flags=re.MULTILINE), encoding="utf-8")
    (elsewhere / ".ci/locks/test.txt").unlink()
    assert set(script.out_of_step()) == {
        "backend/requirements-cuda.txt: h11==0.16.0 has no hash.",
        ".ci/locks/test.txt is missing.",
    }


def test_every_file_refuses_what_it_does_not_list_and_builds_nothing(script):
    for path in script.FILES:
        lines = (REPOSITORY / path).read_text(encoding="utf-8").splitlines()
        assert {"--require-hashes", "--only-binary :all:"} <= set(lines), path
        assert not [line for line in lines if "://" in line or " @ " in line], path  # whichever index is set up


def test_each_system_and_python_gets_one_version_of_each_package(script):
    combinations = 0
    for path, systems in script.SYSTEMS.items():
        text = (REPOSITORY / path).read_text(encoding="utf-8")
        for system in systems:
            for minor in system.minors:
                names = [pin.name for pin in script.applying(text, system.environment(minor))]
                assert len(names) == len(set(names)) > 30, (path, system.name, minor)
                runtimes = [name for name in names if name.startswith("onnxruntime")]
                assert runtimes == ["onnxruntime-gpu" if path == script.CUDA else "onnxruntime"]
                combinations += 1
    assert combinations == 24 + 14


def test_tested_is_what_is_shipped(script):
    """The environments of tests and training have the very packages of the backend's."""
    shipped = script.pinned(script.CPU)
    for path in (".ci/locks/test.txt", script.TRAINING, script.TRAINING_CPU):
        assert shipped.items() <= script.pinned(path).items(), path


def test_training_without_cuda_lacks_nvidia_alone(script):
    full, cpu = script.pinned(script.TRAINING), script.pinned(script.TRAINING_CPU)
    assert all(re.match("nvidia-|cuda-|triton", name) for name in full.keys() - cpu.keys())
    assert not cpu.keys() - full.keys()
    assert cpu["torch"] == [f"{full['torch'][0]}+cpu"]
    assert {**full, **cpu, "torch": 0} == {**full, "torch": 0}


def locked(name, version, *tags):
    wheels = [{"url": f"files/{name}-{version}-{tag}.whl"} for tag in tags]
    return {"package": [{"name": name, "version": version, "wheels": wheels}]}


ALL = ("cp310-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64", "cp310-abi3-manylinux_2_28_aarch64",
       "cp310-abi3-macosx_11_0_arm64", "cp310-abi3-macosx_10_9_x86_64", "cp310-abi3-win_amd64")  # fmt: skip


def test_a_system_without_a_wheel_is_named(script):
    text = "one==1.0 \\\n    --hash=sha256:00\n"
    assert not list(script.unserved(script.CPU, text, locked("one", "1.0", *ALL)))
    assert not list(script.unserved(script.CPU, text, locked("one", "1.0", "py3-none-any")))
    missing = list(script.unserved(script.CPU, text, locked("one", "1.0", *ALL[:-1])))
    assert missing[0] == "backend/requirements.txt: one 1.0 has no wheel for Python 3.10 on Windows amd64."
    assert len(missing) == 5
    too_new = ("cp310-abi3-manylinux_2_34_x86_64", *ALL[1:])
    assert len(list(script.unserved(script.CPU, text, locked("one", "1.0", *too_new)))) == 5
    elsewhere = text.replace("1.0", "1.0 ; sys_platform != 'win32'", 1)
    assert not list(script.unserved(script.CPU, elsewhere, locked("one", "1.0", *ALL[:-1])))


def test_nothing_is_written_where_a_system_is_not_served(script, elsewhere, monkeypatch, capsys):
    before = {path: (elsewhere / path).read_bytes() for path in script.FILES}
    texts = dict.fromkeys(script.FILES, "one==1.0 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(script, "lock", lambda: (copy.deepcopy(locked("one", "1.0", *ALL[1:])), texts))
    assert script.main([]) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert before == {path: (elsewhere / path).read_bytes() for path in script.FILES}


@pytest.fixture
def wheels(tmp_path):
    """Two wheels, the first of which needs the second."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name, needs in (("first", "Requires-Dist: second\n"), ("second", "")):
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
            info = f"{name}-1.0.dist-info"
            archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{info}/RECORD", "")
    return folder


def pip(wheels, tmp_path, lines):
    path = tmp_path / "requirements.txt"
    path.write_text("\n".join(["--require-hashes", "--only-binary :all:", *lines, ""]), encoding="utf-8")
    options = ("--isolated", "--no-index", "--find-links", wheels, "--target", tmp_path / "to", "--no-cache-dir", "-q")
    command = [sys.executable, "-m", "pip", "install", *options, "-r", path]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_pip_takes_what_is_listed_and_nothing_else(wheels, tmp_path):
    """How the files are meant: what a lock promises is pip's to keep."""
    first, second = (sha256(path.read_bytes()).hexdigest() for path in sorted(wheels.iterdir()))
    both = [f"first==1.0 --hash=sha256:{first}", f"second==1.0 --hash=sha256:{second}"]
    assert pip(wheels, tmp_path, both).returncode == 0
    changed = pip(wheels, tmp_path, [both[0], f"second==1.0 --hash=sha256:{first}"])
    assert changed.returncode and "DO NOT MATCH THE HASHES" in changed.stderr
    unlisted = pip(wheels, tmp_path, both[:1])
    assert unlisted.returncode and "second" in unlisted.stderr
    bare = pip(wheels, tmp_path, [both[0], "second==1.0"])
    assert bare.returncode and "Hashes are required" in bare.stderr
