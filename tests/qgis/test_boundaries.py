"""The plugin's Python imports QGIS, PyQt through qgis.PyQt, and the standard library: nothing else."""

import ast
import enum
import importlib
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = sorted([REPOSITORY / "__init__.py", *(REPOSITORY / "plugin").rglob("*.py")])
# Qt 5 spellings that Qt 6 dropped, and what blocks or re-enters QGIS's event loop.
FORBIDDEN_NAMES = {"processEvents", "exec_", "QVariant", "print_"}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_imports_and_names(path):
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    # The desktop run is a script of QGIS's, outside the package: it finds the plugin by its installed name.
    own = {"photo_geolocator"} if path.parent.name == "demo" else set()
    assert set(imports(tree)) <= set(sys.stdlib_module_names) | {"qgis"} | own
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & FORBIDDEN_NAMES


def chains(tree):
    """Dotted names such as `Qt.AlignmentFlag.AlignLeft`, with what they begin with, imported from qgis."""
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module.split(".")[0] == "qgis":
            for alias in node.names:
                imported[alias.asname or alias.name] = (node.module, alias.name)
    inner = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        parts, root = [], node
        while isinstance(root, ast.Attribute):
            parts.insert(0, root.attr)
            root = root.value
        if isinstance(root, ast.Name) and root.id in imported and node not in inner:
            yield node.lineno, imported[root.id], parts


def is_enum(kind):
    return issubclass(kind, enum.Enum) or type(kind).__name__ == "enumtype"  # sip's own before Qt 6


def trouble(module, name, parts):
    """What is wrong with a dotted name on the oldest QGIS, or would be on Qt 6; None when nothing is."""
    value = getattr(importlib.import_module(module), name, None)
    if value is None:
        return f"{module} has no {name}"
    for part in parts:
        if not isinstance(value, type):
            return None  # an instance: what it has can't be told from here
        parent, value = value, getattr(value, part, None)
        if value is None:
            return f"{parent.__name__} has no {part}"
        if is_enum(type(value)) and not is_enum(parent):
            return f"{parent.__name__}.{part} lacks its enum: {parent.__name__}.{type(value).__name__}.{part}"
    return None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_names_are_there_on_the_oldest_qgis_and_enums_are_scoped(qgis_app, path):
    if path.name == "compat.py":
        pytest.skip("has what differs, behind conditions")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        f"line {line}: {what}"
        for line, (module, name), parts in chains(tree)
        if (what := trouble(module, name, parts)) is not None
    ]
    assert not found


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft", "lacks its enum: Qt.AlignmentFlag.AlignLeft"),
        ("from qgis.PyQt.QtWidgets import QStyle\nx = QStyle.SP_DialogOkButton", "StandardPixmap.SP_DialogOkButton"),
        ("from qgis.core import QgsTask\nx = QgsTask.CanCancel", "lacks its enum: QgsTask.Flag.CanCancel"),
        ("from qgis.core import Qgis\nx = Qgis.Warning", "lacks its enum: Qgis.MessageLevel.Warning"),
        ("from qgis.core import Qgis\nx = Qgis.NoSuchType.Point", "Qgis has no NoSuchType"),
        ("from qgis.PyQt.QtGui import QNoSuchClass\nx = QNoSuchClass.a", "has no QNoSuchClass"),
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignmentFlag.AlignLeft", None),
        ("from qgis.core import Qgis\nx = Qgis.MessageLevel.Warning.value", None),
    ],
)
def test_the_check_finds_what_it_is_for(qgis_app, source, what):
    ((_, (module, name), parts),) = chains(ast.parse(source))
    found = trouble(module, name, parts)
    assert found is None if what is None else what in found
