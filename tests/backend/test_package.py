"""The package for plugins.qgis.org: what is in it, and what would be refused."""

import ast
import importlib.util
import stat
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TOP = "photo_geolocator/"


@pytest.fixture(scope="module")
def package():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("package", REPOSITORY / ".ci" / "package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(package, tmp_path_factory):
    return package.build(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def names(built):
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_what_it_is_called_and_how_large_it_is(package, built, capsys, tmp_path):
    version = package.metadata((REPOSITORY / "metadata.txt").read_text(encoding="utf-8"))["version"]
    assert built.name == f"photo_geolocator-{version}.zip"
    assert built.stat().st_size < 25_000_000
    assert package.main(["--out", str(tmp_path)]) == 0
    assert "MB of 25 MB" in capsys.readouterr().out


def test_the_same_commit_gives_the_same_bytes(package, built, tmp_path):
    assert package.build(tmp_path).read_bytes() == built.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [built.name]


def test_what_must_be_inside(names):
    inside = {
        "LICENSE",
        "__init__.py",
        "metadata.txt",
        "backend/__main__.py",
        "backend/requirements.txt",
        "backend/requirements-cuda.txt",
        "docs/guide/index.md",
        "docs/guide/pictures/first-photo.png",
        "docs/guide/responsible-use.md",
        *(f"docs/guide/responsible-use.{language}.md" for language in ("de", "fr", "es", "it")),
        "docs/remote.md",
        "plugin/plugin.py",
        "resources/bundles/starter/manifest.json",
        "resources/bundles/starter/trunk.onnx",
        "resources/icons/photo_geolocator.svg",
        "resources/places/places.csv",
        "resources/places/places.tif",
        "resources/styles/heatmap.qml",
    }
    assert {TOP + name for name in inside} <= set(names)
    assert names == sorted(names)
    assert all(name.startswith(TOP) for name in names)


@pytest.mark.parametrize("part", ["training", "tests", ".ci", "Makefile", "pyproject.toml", "README", "plugin/demo"])
def test_what_must_not_be_inside(names, part):
    assert not [name for name in names if name.startswith(TOP + part)]


def test_files_are_regular_and_readable(built):
    with zipfile.ZipFile(built) as archive:
        for entry in archive.infolist():
            mode = entry.external_attr >> 16
            assert stat.S_ISREG(mode), entry.filename
            assert stat.S_IMODE(mode) == 0o644, entry.filename


def imported(path, tree):
    """The modules of this repository that a module imports, as paths without a suffix."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1]
            base = folder.joinpath(*(node.module or "").split(".")) if node.module else folder
            yield base
            inner = (base / alias.name for alias in node.names)
            yield from (one for one in inner if one.with_suffix(".py").is_file())
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("backend", "plugin"):
            yield REPOSITORY.joinpath(*node.module.split("."))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in ("backend", "plugin"):
                    yield REPOSITORY.joinpath(*alias.name.split("."))


def test_every_module_that_is_imported_is_inside(names):
    missing, seen = set(), 0
    for name in names:
        if not name.endswith(".py"):
            continue
        path = REPOSITORY / name[len(TOP) :]
        for module in imported(path, ast.parse(path.read_text(encoding="utf-8"))):
            seen += 1
            relative = TOP + module.relative_to(REPOSITORY).as_posix()
            if not {f"{relative}.py", f"{relative}/__init__.py"} & set(names) and not any(
                one.startswith(f"{relative}/") for one in names
            ):
                missing.add(f"{name} imports {module.relative_to(REPOSITORY)}")
    assert seen > 100
    assert not missing


def test_metadata(package, built):
    with zipfile.ZipFile(built) as archive:
        about = package.metadata(archive.read(f"{TOP}metadata.txt").decode())
    assert about["qgisMinimumVersion"] == "3.22"
    assert about["qgisMaximumVersion"] == "4.99"
    assert about["hasProcessingProvider"] == "yes"
    assert about["license"] == "GPL-2.0-or-later"
    assert "supportsQt6" not in about
    assert not [key for key, value in about.items() if "%" in value]  # QGIS's reader would take it for a variable
    for word in ("numpy", "scipy", "onnxruntime", "rasterio", "shapely", "pyogrio", "pyproj", "s2sphere", "psutil"):
        assert word in about["about"]


def entry(name, mode=0o100644):
    one = zipfile.ZipInfo(name)
    one.external_attr = mode << 16
    return one


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        (entry(f"{TOP}plugin/.hidden"), "hidden or a cache"),
        (entry(f"{TOP}plugin/__pycache__/a.txt"), "hidden or a cache"),
        (entry(f"{TOP}backend/run.sh"), "a script or a program"),
        (entry(f"{TOP}backend/lib.SO"), "a script or a program"),
        (entry(f"{TOP}backend/a.pyc"), "a script or a program"),
        (entry(f"{TOP}plugin/tool.py", 0o100755), "executable or a link"),
        (entry(f"{TOP}plugin/link.py", 0o120777), "executable or a link"),
        (entry("other/file.txt"), "outside of the folder"),
        (entry(f"{TOP}../file.txt"), "outside of the folder"),
    ],
    ids=lambda value: value.filename if isinstance(value, zipfile.ZipInfo) else "",
)
def test_what_would_be_refused_is_named(package, built, tmp_path, extra, sentence):
    copy = tmp_path / "copy.zip"
    copy.write_bytes(built.read_bytes())
    assert not list(package.problems(copy))
    with zipfile.ZipFile(copy, "a") as archive:
        archive.writestr(extra, b"x")
    assert any(extra.filename in one and sentence in one for one in package.problems(copy))


def test_a_package_that_lacks_something_is_refused(package, built, tmp_path, monkeypatch):
    copy = tmp_path / "copy.zip"
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(copy, "w") as target:
        for one in source.infolist():
            if one.filename.endswith("metadata.txt"):
                lines = source.read(one).decode().splitlines()
                text = "\n".join(line for line in lines if not line.startswith(("tracker=", "icon=")))
                target.writestr(one, text)
            elif one.filename not in (f"{TOP}LICENSE", f"{TOP}resources/icons/photo_geolocator.svg"):
                target.writestr(one, source.read(one))
    found = " ".join(package.problems(copy))
    for word in ("LICENSE is missing", "no tracker", "no icon", "The icon None"):
        assert word in found
    monkeypatch.setattr(package, "MAX_BYTES", 1000)
    assert any("takes 1,000" in one for one in package.problems(copy))


@pytest.mark.skipif(sys.platform == "win32", reason="git's modes need a POSIX file system")
def test_an_executable_or_a_link_is_refused(package, monkeypatch):
    real = package.git

    def git(*arguments):
        text = real(*arguments)
        return text.replace("100644", "100755", 1) if arguments[0] == "ls-files" else text

    monkeypatch.setattr(package, "git", git)
    with pytest.raises(package.PackageError, match="executable or a link"):
        package.files()


def test_a_folder_without_git_gets_one_sentence(package, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(package, "REPOSITORY", tmp_path)
    (tmp_path / "metadata.txt").write_text("[general]\nversion=1\n", encoding="utf-8")
    assert package.main(["--out", str(tmp_path / "build")]) == 1
    error = capsys.readouterr().err.strip()
    assert "what git tracks" in error
    assert len(error.splitlines()) == 1
