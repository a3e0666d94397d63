"""Look up every Qt name of plugin/ in PyQt6: `python .ci/qt6.py`. QGIS 4 runs on it, and can't be run in the tests.

PyQt6's stub files say which classes, members and enums there are; nothing of Qt itself is loaded. What QGIS 4 dropped
beside Qt is for flake8-qgis, and that names are there on the oldest QGIS for tests/qgis/test_boundaries.py.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
QT = "qgis.PyQt."
CONDITIONAL = "compat.py"  # has what differs, behind conditions


class Qt6Error(Exception):
    """The stubs can't be read; the message is for the person."""


@lru_cache
def contents(module: str) -> dict[str, ast.AST]:
    """The classes, functions and values of a module of PyQt6, such as QtCore, by name."""
    found = importlib.util.find_spec("PyQt6")
    if found is None:
        raise Qt6Error("PyQt6 is missing; `make lint` installs it.")
    stub = Path(next(iter(found.submodule_search_locations))) / f"{module}.pyi"
    if not stub.is_file():
        raise Qt6Error(f"PyQt6 has no {module}.")
    text = stub.read_text(encoding="utf-8").replace(", /)", ")")  # written after *args too, which is no Python
    return named(ast.parse(text).body)


def named(body: list[ast.stmt]) -> dict[str, ast.AST]:
    """What statements define, by name; the first of overloads."""
    found: dict[str, ast.AST] = {}
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for name in [getattr(node, "name", None), *(getattr(one, "id", None) for one in targets)]:
            if name is not None:
                found.setdefault(name, node)
    return found


def member(module: str, kind: ast.ClassDef, name: str) -> ast.AST | None:
    """A member of a class or of those it derives from; None when there is none."""
    own = named(kind.body).get(name)
    if own is not None:
        return own
    for base in kind.bases:
        home, _, parent = ast.unparse(base).rpartition(".")
        if not home or home.startswith("Qt"):
            ancestor = contents(home or module).get(parent)
            inherited = member(home or module, ancestor, name) if isinstance(ancestor, ast.ClassDef) else None
            if inherited is not None:
                return inherited
    return None


def trouble(module: str, name: str, parts: list[str]) -> str | None:
    """What is wrong with `module.name.part.part`; None when nothing is, or nothing can be told."""
    found = contents(module).get(name)
    if found is None:
        return f"PyQt6 has no {module}.{name}"
    path = name
    for part in parts:
        if not isinstance(found, ast.ClassDef):
            return None
        found = member(module, found, part)
        path += f".{part}"
        if found is None:
            return f"PyQt6 has no {path}"
    return None


def names(tree: ast.AST) -> Iterator[tuple[int, str, str, list[str]]]:
    """Line, module, class and dotted members of every Qt name in a module."""
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(QT):
            for alias in node.names:
                imported[alias.asname or alias.name] = (node.module[len(QT) :], alias.name)
                yield node.lineno, node.module[len(QT) :], alias.name, []
    for node in ast.walk(tree):
        parts, root = [], node
        while isinstance(root, ast.Attribute):
            parts.insert(0, root.attr)
            root = root.value
        if parts and isinstance(root, ast.Name) and root.id in imported:
            yield node.lineno, *imported[root.id], parts


def findings(folder: Path) -> Iterator[str]:
    """What PyQt6 lacks of what the modules below `folder` name, one line each."""
    for path in sorted(folder.rglob("*.py")):
        if path.name == CONDITIONAL:
            continue
        for line, module, name, parts in names(ast.parse(path.read_text(encoding="utf-8"))):
            what = trouble(module, name, parts)
            if what is not None:
                yield f"{path.relative_to(folder.parent)}:{line}: {what}"


def main() -> int:
    """Print the findings and return the exit code."""
    try:
        found = sorted(set(findings(REPOSITORY / "plugin")))
    except Qt6Error as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("\n".join(found) or "Qt 6 has every name of the plugin's.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
