"""The plugin's Python imports QGIS, PyQt through qgis.PyQt, and the standard library: nothing else."""

import ast
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
