"""The backend's private environment on disk: where it lies, what it was made from, whether it is whole.

It is a virtual environment, `environment-<version of the plugin>` in the data folder, with a file
`environment.json` that is written last: a folder without that file is the rest of a set-up that did not end.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from .assets import PLUGIN_ROOT, plugin_version

STATE_FILE = "environment.json"
PREFIX = "environment-"
NEEDED = "# What these need:"  # the packages below this line are not asked for themselves
# Folders under these names are nobody's: a set-up that was killed left them, or something is being deleted.
BUILDING, OLD = ".building-", ".old-"


@dataclass(frozen=True)
class Plan:
    """What to install: the ONNX Runtime's kind ("cpu" or "cuda"), megabytes to download and on disk.

    Sizes are rounded up from those of the wheels for Linux; other systems' are about as large.
    """

    provider: str
    requirements_file: str
    download_mb: int
    disk_mb: int

    @property
    def requirements(self) -> Path:
        """The file that ships with the plugin: every package with its version and hashes, those asked for first."""
        return PLUGIN_ROOT / "backend" / self.requirements_file

    @property
    def packages(self) -> tuple:
        """The names of the packages asked for; they bring others with them."""
        asked_for = self.requirements.read_text(encoding="utf-8").partition(NEEDED)[0].splitlines()
        # A package has a line for each version, other systems and Pythons having others.
        return tuple(dict.fromkeys(_name(line) for line in asked_for if line[:1].isalnum()))

    @property
    def sha256(self) -> str:
        """The hash of the requirements: another one means another environment."""
        lines = self.requirements.read_text(encoding="utf-8").splitlines()
        return hashlib.sha256("\n".join(line.strip() for line in lines).encode("utf-8")).hexdigest()


CPU = Plan("cpu", "requirements.txt", 180, 680)
CUDA = Plan("cuda", "requirements-cuda.txt", 1750, 3200)
PLANS = {plan.provider: plan for plan in (CPU, CUDA)}


class State(Enum):
    """How an environment stands."""

    MISSING = "missing"
    DAMAGED = "damaged"
    OUTDATED = "outdated"
    READY = "ready"


@dataclass(frozen=True)
class Environment:
    """An environment that is whole: folder, plugin's version, requirements' SHA-256, provider, Python's version."""

    folder: Path
    version: str
    requirements: str
    provider: str
    python: str

    @property
    def interpreter(self) -> Path:
        """The interpreter to start the backend with."""
        return interpreter_of(self.folder)

    @property
    def is_current(self) -> bool:
        """False when this version of the plugin wants other packages."""
        return self.provider in PLANS and PLANS[self.provider].sha256 == self.requirements

    def write(self) -> None:
        """Write the state file: the environment is whole from now on. OSError when it can't be written."""
        values = {**asdict(self)}
        del values["folder"]
        path = self.folder / STATE_FILE
        part = path.with_name(STATE_FILE + ".part")
        part.write_text(json.dumps(values, indent=1), encoding="utf-8")
        part.replace(path)


def environment_folder(data_folder: Path) -> Path:
    """Return where this version of the plugin keeps its environment."""
    return data_folder / f"{PREFIX}{plugin_version()}"


def interpreter_of(folder: Path) -> Path:
    """Return the interpreter of a virtual environment; never resolved, it is a link out of it."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def read_environment(folder: Path) -> Environment | None:
    """Return the environment in `folder`, or None unless it is whole."""
    try:
        values = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        keys = ("version", "requirements", "provider", "python")
        environment = Environment(folder, *(str(values[key]) for key in keys))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return environment if environment.interpreter.is_file() and _still_fits(environment.interpreter) else None


def find_environment(data_folder: Path) -> Environment | None:
    """Return the environment to use: one that is current, whichever version made it, else any whole one."""
    whole = [found for found in map(read_environment, _folders(data_folder)) if found]
    return next((found for found in whole if found.is_current), whole[0] if whole else None)


def state_of(data_folder: Path) -> State:
    """Return how the environment in `data_folder` stands."""
    found = find_environment(data_folder)
    if found:
        return State.READY if found.is_current else State.OUTDATED
    return State.DAMAGED if _folders(data_folder) else State.MISSING


def leftovers(data_folder: Path) -> list:
    """Return what killed set-ups left behind; call it with the lock held."""
    return [*data_folder.glob(f"{BUILDING}*"), *data_folder.glob(f"{OLD}*")]


def others(data_folder: Path, environment: Environment) -> list:
    """Return the folders of other environments than `environment`."""
    return [folder for folder in _folders(data_folder) if folder != environment.folder]


def _still_fits(interpreter: Path) -> bool:
    """False when the system's upgrade took the Python that the environment was made with, or made it another version.

    The packages lie in a folder with the version's name, which another version does not look into.
    """
    if os.name == "nt":
        made_with = re.search(r"^home = (.+)$", _text(interpreter.parents[1] / "pyvenv.cfg"), re.MULTILINE)
        return made_with is None or Path(made_with[1].strip(), "python.exe").is_file()
    version = re.fullmatch(r"python(\d+\.\d+)", interpreter.resolve().name)
    return version is None or (interpreter.parents[1] / "lib" / version[0]).is_dir()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _folders(data_folder: Path) -> list:
    """The environments, whole or not: this version's first."""
    own = environment_folder(data_folder)
    return sorted(data_folder.glob(f"{PREFIX}*"), key=lambda folder: (folder != own, folder.name))


def _name(requirement: str) -> str:
    end = next((at for at, sign in enumerate(requirement) if not (sign.isalnum() or sign in "-_.")), None)
    return requirement[:end]
