"""The texts of the plugin and their translations: complete, consistent, and what the tool does with them."""

import ast
import importlib.util
import re
import shutil
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LANGUAGES = ("de", "fr", "es", "it")


@pytest.fixture(scope="module")
def translations():
    spec = importlib.util.spec_from_file_location("translations", REPOSITORY / ".ci" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(translations, language):
    assert not list(translations.problems(language, translations.texts()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_heads_the_file(translations, language):
    head = translations.ts_path(language).read_text(encoding="utf-8").split("<TS ")[0]
    for term in ("search area", "area budget", "recall", "heatmap", "density", "bundle", "predictor", "ensemble"):
        assert f"\n  {term} = " in head
    for term in ("member", "prior", "restriction"):
        assert f"\n  {term} = " in head


def test_no_text_speaks_of_jobs(translations):
    """A job is the interface's word: an analyst has photos and their results."""
    assert not [text.source for text in translations.texts() if re.search(r"\bjobs?\b", text.source, re.IGNORECASE)]


def test_no_text_is_translated_at_import():
    """A text that is looked up when a module is read would stay in the language of that moment."""
    early = []

    def visit(node, path):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            if isinstance(child, ast.Call) and getattr(child.func, "id", "") == "tr":
                early.append(f"{path.name}:{child.lineno}")
            visit(child, path)

    for path in (REPOSITORY / "plugin").rglob("*.py"):
        visit(ast.parse(path.read_text(encoding="utf-8")), path)
    assert not early


def test_every_sentence_of_an_error_can_be_translated():
    """An error of plugin/errors.py never gets a literal that does not go through tr."""
    tree = ast.parse((REPOSITORY / "plugin" / "errors.py").read_text(encoding="utf-8"))
    errors = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    found = []
    for path in (REPOSITORY / "plugin").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            raised = isinstance(node, ast.Call) and getattr(node.func, "id", "") in errors and node.args
            if raised and isinstance(node.args[0], (ast.Constant, ast.JoinedStr)):
                found.append(f"{path.name}:{node.lineno}")
    assert len(errors) > 10
    assert not found


@pytest.fixture
def small(translations, tmp_path, monkeypatch):
    """A plugin of two texts, and a folder for its translations; returns the plugin's file."""
    code = tmp_path / "plugin" / "code.py"
    code.parent.mkdir()
    code.write_text('tr("Open {name} <b>now</b> …")\ntr("Close")\ntr(\n    "Two "\n    "parts"\n)\n', encoding="utf-8")
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "i18n")
    monkeypatch.setattr(translations.texts, "__defaults__", (tmp_path,))
    return code


def test_texts_are_found_with_their_files(translations, small):
    small.with_name("b.py").write_text('tr("Close")', encoding="utf-8")
    found = {text.source: text.files for text in translations.texts()}
    assert found == {
        "Open {name} <b>now</b> …": ["plugin/code.py"],
        "Close": ["plugin/b.py", "plugin/code.py"],
        "Two parts": ["plugin/code.py"],
    }


def test_sentences_of_the_backend_are_found(translations, small, tmp_path):
    (tmp_path / "backend").mkdir()
    (tmp_path / "backend" / "a.py").write_text(
        '_NOTE = "Not calibrated."\nHELP = "For developers."\nraise RequestError("Give one.", code="x")\n'
        'raise PhotoError(f"{a} is bad.")\nraise ValueError("Not for people.")\n',
        encoding="utf-8",
    )
    found = {text.source for text in translations.texts() if text.files == ["backend/a.py"]}
    assert found == {"Not calibrated.", "Give one."}


@pytest.mark.parametrize("call", ["tr(name)", 'tr(f"a {b}")', 'tr("a" + b)', 'tr("")', 'tr("a", "b")', 'tr("a" % b)'])
def test_what_is_no_literal_is_refused(translations, small, call):
    small.write_text(call, encoding="utf-8")
    with pytest.raises(translations.TranslationError, match=r"plugin/code.py:1: tr\(\) takes one literal"):
        translations.texts()


def test_translations_and_glossary_stay_and_old_texts_go(translations, small):
    path = translations.ts_path("de")
    path.parent.mkdir()
    head = translations.HEADER + "<!-- Glossary\n  recall = Trefferquote\n-->\n"
    path.write_text(head + '<TS version="2.1"></TS>', encoding="utf-8")
    translations.write(path, "de", translations.texts(), {"Close": "Schließen & mehr", "Gone": "Weg"})
    assert translations.read(path) == {"Open {name} <b>now</b> …": "", "Close": "Schließen & mehr", "Two parts": ""}
    assert path.read_text(encoding="utf-8").startswith(head)
    before = path.read_bytes()
    translations.write(path, "de", translations.texts(), translations.read(path))
    assert path.read_bytes() == before


def test_problems_are_named(translations, small):
    path = translations.ts_path("fr")
    path.parent.mkdir()
    wanted = translations.texts()
    translations.write(path, "fr", wanted[:2], {"Close": "Fermer"})
    found = " ".join(translations.problems("fr", wanted))
    assert "lacks 'Two parts' (plugin/code.py)" in found
    assert "'Open {name} <b>now</b> …' is not translated" in found
    assert "Close" not in found
    assert "which no code says" in " ".join(translations.problems("fr", wanted[:1]))


@pytest.mark.parametrize(
    ("source", "translation", "problem"),
    [
        ("{count} photos", "{anzahl} Fotos", "placeholders"),
        ("{count} photos", "Fotos", "placeholders"),
        ("{area:,.0f} km²", "{area} km²", "placeholders"),
        ("{count} photos", "{count Fotos", "brace"),
        ("<b>Photo</b>", "Foto", "tags"),
        ("&Open", "Öffnen", "shortcut"),
        ("Open …", "Öffnen", "sign"),
        ("Done.", "Fertig", "sign"),
        ("Recall: ", "Rappel :", "space"),
    ],
)
def test_inconsistencies(translations, source, translation, problem):
    assert any(problem in one for one in translations.inconsistencies(source, translation))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{count} of {all}.", "{all}, davon {count}."),
        ("Recall:", "Rappel :"),
        ("a <b>b</b>", "<b>B</b> a"),
        ("Probability", "Wahrsch."),
    ],
)
def test_consistent_translations(translations, source, translation):
    assert not list(translations.inconsistencies(source, translation))


def test_check_writes_nothing_and_fails(translations, small, capsys):
    translations.FOLDER.mkdir()
    for language in LANGUAGES:
        translations.write(translations.ts_path(language), language, translations.texts(), {})
    before = {path.name: path.read_bytes() for path in translations.FOLDER.iterdir()}
    assert translations.main(["--check"]) == 1
    assert "is not translated" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in translations.FOLDER.iterdir()} == before


def test_a_damaged_file_gets_one_sentence(translations, small, capsys):
    translations.FOLDER.mkdir()
    translations.ts_path("de").write_text("<TS ", encoding="utf-8")
    assert translations.main(["--check"]) == 1
    assert capsys.readouterr().err.startswith("error: photo_geolocator_de.ts can't be read")


def test_without_lrelease_the_package_is_named(translations, small, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert translations.main([]) == 1
    assert "qttools5-dev-tools" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("lrelease") is None, reason="needs Qt's lrelease")
def test_lrelease_makes_the_qm_files(translations, small):
    assert translations.main([]) == 0
    assert {path.suffix for path in translations.FOLDER.iterdir()} == {".ts", ".qm"}
