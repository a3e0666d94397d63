"""Write backend/requirements.txt and backend/requirements-cuda.txt from pyproject.toml's dependency groups.

The plugin sets its environment up with a pip of any age, which reads these files but may not know dependency groups.
Run it after a change of the groups: `python .ci/requirements.py`. It needs Python 3.11 or newer.
"""

from __future__ import annotations

from pathlib import Path

import tomllib

REPOSITORY = Path(__file__).resolve().parents[1]
FILES = {"requirements.txt": ("backend", "cpu"), "requirements-cuda.txt": ("backend", "cuda")}


def requirements(name: str) -> str:
    """The text of one of `FILES`."""
    groups = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    lines = ["# Written by .ci/requirements.py from pyproject.toml: change it there."]
    for group in FILES[name]:
        lines += groups[group]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name in FILES:
        (REPOSITORY / "backend" / name).write_text(requirements(name), encoding="utf-8")
