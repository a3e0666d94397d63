"""Lock every dependency: `python .ci/requirements.py` writes what pip reads; `--check` tells whether it is in step.

All groups of pyproject.toml are resolved at once by uv (https://docs.astral.sh/uv), for every system and Python, from
what had been uploaded by the day that pyproject.toml names: the same day, the same files. Each file refuses packages
whose SHA-256 it does not list, and builds none. Nothing is written unless each system of `SYSTEMS` can be served.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tomllib
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

REPOSITORY = Path(__file__).resolve().parents[1]
CPU, CUDA = "backend/requirements.txt", "backend/requirements-cuda.txt"
TRAINING, TRAINING_CPU = ".ci/locks/training.txt", ".ci/locks/training-cpu.txt"
# File -> the groups of pyproject.toml in it. The plugin's set-up reads the first two, the Makefile all.
FILES = {
    CPU: ("backend", "cpu"),
    CUDA: ("backend", "cuda"),
    ".ci/locks/test.txt": ("backend", "cpu", "test", "lint"),
    TRAINING: ("backend", "cpu", "training", "test"),
    TRAINING_CPU: ("backend", "cpu", "training", "test"),
    ".ci/locks/fuzz.txt": ("backend", "cpu", "test", "fuzz"),
    ".ci/locks/qgis-test.txt": ("qgis-test",),
    ".ci/locks/sample.txt": ("sample",),
}
ALONE = {".ci/locks/sample.txt"}  # the package alone: its pictures are wanted, not what it computes with
# PyTorch builds itself without CUDA too, for an index of its own: these wheels were tested, by version.
TORCH_CPU = {"2.13.0": ("6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b",)}  # Python 3.11, x86_64
CUDA_LIBRARIES = re.compile(r"(nvidia|cuda)-|triton$")
NEEDED = "# What these need:"
SECONDS = 600


@dataclass(frozen=True)
class System:
    """A system that a lock has to serve: its name, what markers see of it, its wheels' platforms, Pythons' minors."""

    name: str
    platform: str
    machine: str
    wheels: tuple[str, ...]
    minors: tuple[int, ...] = (10, 11, 12, 13, 14)

    def tags(self, minor: int) -> set[Tag]:
        """The tags of wheels that CPython 3.`minor` takes here."""
        version = (3, minor)
        return {*cpython_tags(version, platforms=self.wheels), *compatible_tags(version, f"cp3{minor}", self.wheels)}

    def environment(self, minor: int) -> dict[str, str]:
        """What markers see."""
        return {
            "implementation_name": "cpython",
            "os_name": "nt" if self.platform == "win32" else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[self.platform],
            "python_full_version": f"3.{minor}.0",
            "python_version": f"3.{minor}",
            "sys_platform": self.platform,
            "extra": "",
        }


def _manylinux(machine: str, newest: int) -> tuple[str, ...]:
    legacy = (f"manylinux{name}_{machine}" for name in ("1", "2010", "2014"))
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(newest, 4, -1)), *legacy)


LINUX_X86 = System("Linux x86_64, glibc 2.28", "linux", "x86_64", _manylinux("x86_64", 28))
WINDOWS = System("Windows amd64", "win32", "AMD64", ("win_amd64",))
SYSTEMS = {
    CPU: (
        LINUX_X86,
        System("Linux aarch64, glibc 2.28", "linux", "aarch64", _manylinux("aarch64", 28)),
        System("macOS 15 arm64", "darwin", "arm64", tuple(mac_platforms((15, 0), "arm64"))),
        # ONNX Runtime's last build for Intel Macs knows no newer Python.
        System("macOS 15 x86_64", "darwin", "x86_64", tuple(mac_platforms((15, 0), "x86_64")), (10, 11, 12, 13)),
        WINDOWS,
    ),
    CUDA: (
        LINUX_X86,
        System("Linux aarch64, glibc 2.34", "linux", "aarch64", _manylinux("aarch64", 34), (11, 12, 13, 14)),
        WINDOWS,
    ),
}


class LockError(Exception):
    """The locks can't be written, or are not in step; the message is for the person."""


def project() -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def fingerprint() -> str:
    """SHA-256 of all in pyproject.toml that the resolution depends on."""
    values = project()
    asked = {
        "groups": values["dependency-groups"],
        "uv": values["tool"]["uv"],
        "python": values["project"]["requires-python"],
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def pins(text: str) -> Iterator[Requirement]:
    """The locked packages of a file: `name==version; marker`, without their hashes."""
    for line in text.splitlines():
        if line and line[0].isalnum():
            yield Requirement(line.rstrip("\\ "))


def version(pin: Requirement) -> str:
    """The version of a locked package."""
    return next(iter(pin.specifier)).version


def pinned(path: str) -> dict[str, list[str]]:
    """The names of a file's packages, each with its versions for one system or Python and another."""
    found: dict[str, list[str]] = {}
    for pin in pins((REPOSITORY / path).read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(pin.name), []).append(version(pin))
    return found


def lock() -> tuple[dict, dict[str, str]]:
    """Resolve: what uv.lock holds, and the text of each of `FILES`. LockError when uv finds no solution."""
    with tempfile.TemporaryDirectory(prefix="photo_geolocator_lock_") as scratch:
        folder = Path(scratch)
        shutil.copy(REPOSITORY / "pyproject.toml", folder)
        _uv(folder, "lock")
        locked = tomllib.loads((folder / "uv.lock").read_text(encoding="utf-8"))
        texts = {path: _text(path, _export(folder, groups), locked) for path, groups in FILES.items()}
    return locked, texts


def _export(folder: Path, groups: tuple[str, ...]) -> dict[str, list[str]]:
    """The locked packages of groups: name -> one block of lines for each of its versions."""
    chosen = [word for group in groups for word in ("--group", group)]
    quiet = ("--no-emit-project", "--no-header", "--no-annotate")
    text = _uv(folder, "export", "--frozen", "--no-default-groups", *chosen, *quiet)
    blocks: dict[str, list[str]] = {}
    for block in re.findall(r"^[^\s#].*(?:\n[ \t].*)*", text, re.MULTILINE):
        blocks.setdefault(re.split("[=; ]", block)[0], []).append(block)
    return blocks


def _text(path: str, blocks: dict[str, list[str]], locked: dict) -> str:
    groups = FILES[path]
    if path == TRAINING_CPU:
        blocks = {name: block for name, block in blocks.items() if not CUDA_LIBRARIES.match(name)}
        blocks["torch"] = [_torch_without_cuda(locked)]
    asked = list(dict.fromkeys(
        canonicalize_name(Requirement(text).name) for group in groups for text in project()["dependency-groups"][group]
    ))  # fmt: skip
    lines = [
        f"# Written by `make requirements` from the groups {', '.join(groups)} of pyproject.toml: change it there.",
        f"# {fingerprint()}",
        "--require-hashes",
        "--only-binary :all:",
        *(block for name in asked for block in blocks[name]),
    ]
    if path not in ALONE:
        lines += [NEEDED, *(block for name in sorted(blocks) if name not in asked for block in blocks[name])]
    return "\n".join(lines) + "\n"


def _torch_without_cuda(locked: dict) -> str:
    version = next(one["version"] for one in locked["package"] if one["name"] == "torch")
    if version not in TORCH_CPU:
        raise LockError(f"TORCH_CPU of .ci/requirements.py has no wheel of torch {version} without CUDA.")
    hashes = "".join(f" \\\n    --hash=sha256:{one}" for one in TORCH_CPU[version])
    return f"torch=={version}+cpu{hashes}"


def _uv(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "uv", *arguments, "--project", str(folder), "--no-progress"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
    if done.returncode:
        raise LockError(f"uv {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout


def unserved(path: str, text: str, locked: dict) -> Iterator[str]:
    """The packages of a file without a built wheel on one of its systems, one sentence each."""
    wheels = {(one["name"], one["version"]): [_tags(wheel) for wheel in one.get("wheels", ())]
              for one in locked["package"]}  # fmt: skip
    for system in SYSTEMS.get(path, ()):
        for minor in system.minors:
            taken = system.tags(minor)
            for pin in applying(text, system.environment(minor)):
                if not any(taken & tags for tags in wheels[pin.name, version(pin)]):
                    yield f"{path}: {pin.name} {version(pin)} has no wheel for Python 3.{minor} on {system.name}."


def applying(text: str, environment: dict[str, str]) -> Iterator[Requirement]:
    """The locked packages that are installed in an environment, as markers see it."""
    return (pin for pin in pins(text) if pin.marker is None or pin.marker.evaluate(environment))


def _tags(wheel: dict) -> frozenset[Tag]:
    return parse_wheel_filename(wheel["url"].rsplit("/", 1)[1])[3]


def out_of_step() -> Iterator[str]:
    """How the files disagree with pyproject.toml, one sentence each; needs no network."""
    for path, groups in FILES.items():
        try:
            text = (REPOSITORY / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            yield f"{path} is missing."
            continue
        if f"# {fingerprint()}" not in text.splitlines():
            yield f"{path} was made from another pyproject.toml."
        for block in re.findall(r"^[^\s#-].*(?:\n[ \t].*)*", text, re.MULTILINE):
            if "--hash=sha256:" not in block:
                yield f"{path}: {block} has no hash."
        yield from _outside_the_ranges(path, groups, text)


def _outside_the_ranges(path: str, groups: tuple[str, ...], text: str) -> Iterator[str]:
    values = project()
    locked: dict[str, list[Requirement]] = {}
    for pin in pins(text):
        locked.setdefault(canonicalize_name(pin.name), []).append(pin)
    for group in groups:
        for asked in map(Requirement, values["dependency-groups"][group]):
            found = locked.get(canonicalize_name(asked.name), [])
            if not found:
                yield f"{path} lacks {asked.name}."
            for pin in found:
                if _meet(asked.marker, pin.marker) and not asked.specifier.contains(version(pin), prereleases=True):
                    yield f"{path}: {pin.name} {version(pin)} is outside of {asked}."


def _meet(*markers: Marker | None) -> bool:
    """Whether one of the systems lies within all markers."""
    environments = [system.environment(minor) for systems in SYSTEMS.values() for system in systems
                    for minor in system.minors]  # fmt: skip
    return any(all(one is None or one.evaluate(where) for one in markers) for where in environments)


def main(arguments: list[str] | None = None) -> int:
    """Write or check the files and return the exit code."""
    parser = argparse.ArgumentParser(description="Lock every dependency, or check that the locks are in step.")
    parser.add_argument("--check", action="store_true", help="write nothing, need no network")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            problems = list(out_of_step())
            advice = "Run `make requirements`."
        else:
            locked, texts = lock()
            problems = [one for path, text in texts.items() for one in unserved(path, text, locked)]
            advice = "Nothing was written: change the ranges in pyproject.toml."
    except LockError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if problems:
        print("\n".join([*(f"error: {one}" for one in problems), advice]), file=sys.stderr)
        return 1
    if not options.check:
        for path, text in texts.items():
            (REPOSITORY / path).parent.mkdir(exist_ok=True)
            (REPOSITORY / path).write_text(text, encoding="utf-8", newline="\n")
    counts = ", ".join(f"{Path(path).name} {len(pinned(path))}" for path in FILES)
    print(f"Locked packages: {counts}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
