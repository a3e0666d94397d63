"""The user guide: whole, true to the plugin that it tells of, and readable in its window."""

import re
import string
from pathlib import Path
from unittest.mock import Mock
from xml.etree import ElementTree

import photo_geolocator
import pytest
from conftest import REPOSITORY, WAIT_MS
from photo_geolocator.plugin import guide
from photo_geolocator.plugin.gui.foot import Foot
from photo_geolocator.plugin.gui.guide import Guide, GuideBrowser, GuideWindow
from photo_geolocator.plugin.processing.provider import ALGORITHMS
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QImage
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

FOLDER = REPOSITORY / "docs" / "guide"
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
# What .ci/package.py packs besides the guide, of what a page may link to.
PACKED = ("LICENSE", "resources", "docs/remote.md", "docs/guide")
LANGUAGES = ("de", "fr", "es", "it")
TITLES = {
    "de_AT": "Verantwortungsvoller Umgang",
    "fr": "Usage responsable",
    "es_MX": "Uso responsable",
    "it_CH": "Uso responsabile",
}
NAMED = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)")  # in italics, at most over two lines
QGIS_OWN = {"Network"}  # a page of its options; the plugin's networks are others
QUOTED = re.compile(r"^\| [“„«]\s*(.+?)\s*[”“»] \|", re.MULTILINE)  # in a table's first cell
MOST_BYTES, MOST_BYTES_IN_ALL = 150_000, 1_200_000


def text(page):
    return guide.page_path(page).read_text(encoding="utf-8")


def headings(markdown):
    return [line.lstrip("#").strip() for line in markdown.splitlines() if line.startswith("#")]


def test_every_page_is_listed():
    files = {f"{page}{code}.md" for page in guide.PAGES for code in ("", *(f".{code}" for code in LANGUAGES))}
    assert files == {path.name for path in FOLDER.glob("*.md")}
    assert len({guide.page_title(page) for page in guide.PAGES}) == len(guide.PAGES)


@pytest.mark.parametrize("page", guide.PAGES)
def test_links_lead_somewhere(page):
    for link in LINK.findall(text(page)):
        if link.startswith("https://"):
            continue
        name, _, heading = link.partition("#")
        target = (FOLDER / name).resolve() if name else guide.page_path(page)
        assert target.is_file(), link
        inside = target.relative_to(REPOSITORY.resolve()).as_posix()
        assert inside.startswith(PACKED), f"{link} is not in the package"
        if heading:
            assert heading in map(guide.slug, headings(target.read_text(encoding="utf-8"))), link


def outline(markdown):
    """What a translation has in common with its original: depth of headings, lists, tables, links' targets."""
    links = [link.partition("#")[0] for link in LINK.findall(markdown)]
    kinds = (re.match(r"#+ |- |\d\. |\|", line) for line in markdown.splitlines())
    return [kind[0] for kind in kinds if kind], links, markdown.count("**"), markdown.count("\n\n")


def translated(page, code):
    return (FOLDER / f"{page}.{code}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", guide.PAGES)
def test_a_page_says_the_same_in_every_language(page, code):
    english, own = text(page), translated(page, code)
    assert outline(own) == outline(english)
    paragraphs = {part for part in english.split("\n\n") if not part.startswith(("```", "    "))}
    assert not paragraphs & set(own.split("\n\n")), "a paragraph is still English"
    assert [words for words in re.findall(r"`[^`]+`", english) if words not in own] == []
    for link in LINK.findall(own):
        name, _, heading = link.partition("#")
        if heading and not link.startswith("https://"):  # pages are linked to by their English headings
            target = (FOLDER / name).read_text(encoding="utf-8") if name else own
            assert heading in map(guide.slug, headings(target)), link


@pytest.mark.parametrize("code", LANGUAGES)
def test_responsible_use_keeps_its_facts(code):
    own = translated(guide.RESPONSIBLE_USE, code)
    assert re.search("SHA-256", own) and re.search(r"50[. \u202f]000", own)


def messages(code):
    """The plugin's texts and their translations, without line breaks and underlined letters."""
    file = REPOSITORY / "resources" / "i18n" / f"photo_geolocator_{code}.ts"
    for message in ElementTree.parse(file).iter("message"):
        pair = (message.findtext(tag) or "" for tag in ("source", "translation"))
        yield tuple(" ".join(one.replace("&", "").split()) for one in pair)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", guide.PAGES)
def test_controls_have_their_names_in_every_language(page, code):
    def names(markdown):
        found = (" ".join(words.split()).split(" → ") for words in NAMED.findall(markdown))
        return {name.strip(" :…\u202f\xa0") for way in found for name in way}

    labels = {source.strip(" :…"): label.strip(" :…\u202f\xa0") for source, label in messages(code)}
    wanted = {labels[name] for name in names(text(page)) & labels.keys() - QGIS_OWN}
    assert wanted - names(translated(page, code)) == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_troubleshooting_quotes_the_plugin_in_every_language(code):
    english, own = QUOTED.findall(text("set-up")), QUOTED.findall(translated("set-up", code))
    assert len(own) == len(english)
    for sentence, quoted in zip(english, own, strict=True):
        said = [translation for source, translation in messages(code) if sentence in source]
        assert not said or any(quoted in translation for translation in said), quoted  # the backend speaks English


@pytest.mark.parametrize(("locale", "title"), TITLES.items())
def test_responsible_use_opens_in_qgis_language(language, window_in, qtbot, locale, title):
    language(locale)
    window = window_in()
    window.open_page(guide.RESPONSIBLE_USE)
    assert window.browser.toPlainText().startswith(title)
    assert window.contents.currentItem().text() == title
    window.open_page("index")  # it links to the others by their English names
    assert Path(window.browser.source().toLocalFile()).name == f"index.{locale[:2]}.md"
    link = QUrl("responsible-use.md#reporting-a-result")
    window.browser.setSource(window.browser.source().resolved(link))
    assert window.browser.toPlainText().startswith(title)
    assert window.browser.verticalScrollBar().value() > 200
    assert window.contents.currentItem().text() == title
    window.browser.grab()
    assert window.browser.horizontalScrollBar().maximum() == 0
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    assert window.contents.currentItem().text() == guide.page_title("index")


@pytest.mark.parametrize("locale", ["en", "pl_PL", "C"])
def test_responsible_use_is_english_elsewhere(language, locale):
    language(locale)
    assert guide.page_path(guide.RESPONSIBLE_USE) == FOLDER.resolve() / "responsible-use.md"


def test_pictures_are_used_small_and_described(qgis_app):
    used = {}
    for page in guide.PAGES:
        for words, path in PICTURE.findall(text(page)):
            used[FOLDER / path] = words
    files = set((FOLDER / "pictures").iterdir())
    assert set(used) == files
    assert all(len(words) > 10 for words in used.values())
    assert all(path.stat().st_size <= MOST_BYTES for path in files)
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES_IN_ALL
    assert all(QImage(str(path)).width() >= 300 for path in files)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda one: one.ID)
def test_every_algorithm_and_parameter_is_told_of(qgis_app, algorithm):
    one = algorithm()
    one.initAlgorithm({})
    page = text("processing")
    assert f"`photo_geolocator:{one.name()}`" in page
    section = page.split("\n## " + one.displayName() + "\n")[1].split("\n## ")[0]
    for parameter in one.parameterDefinitions():
        assert f"`{parameter.name()}`" in section, parameter.name()


def test_every_option_is_told_of():
    source = (REPOSITORY / "plugin" / "settings.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'_[gs]et\("(\w+)"', source))
    assert len(keys) > 10
    page = text("set-up")
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_the_sentences_of_the_troubleshooting_are_the_plugins():
    said = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("plugin", "backend")
        for path in (REPOSITORY / folder).rglob("*.py")
    )
    said = re.sub(r'"\s*\n\s*f?"', "", said)  # of texts over several lines
    quoted = re.findall(r"^\| “(.+?)” \|", text("set-up"), re.MULTILINE)
    assert len(quoted) > 15
    assert [one for one in quoted if one not in said] == []


def test_words_that_name_controls_are_on_them():
    """What the guide calls by its label, in italics, is a text of the plugin's, of QGIS's, or listed here."""
    source = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "plugin").rglob("*.py"))
    labels = source.replace("&", "")
    for words in (
        "Geolocate",
        "Choose …",
        "Fuse as one place",
        "Copy diagnostics",
        "Remove everything …",
        "Add as prior",
    ):
        assert any(f"*{words}*" in text(page) for page in guide.PAGES), words
        assert f'"{words}"' in labels, words


def test_a_page_that_is_missing_has_its_name_for_a_title():
    assert guide.page_title("no such page") == "no such page"


@pytest.mark.parametrize(
    ("heading", "wanted"), [("Your own priors", "your-own-priors"), ("Headless: qgis_process", "headless-qgis_process")]
)
def test_slugs_are_those_of_github(heading, wanted):
    assert guide.slug(heading) == wanted


@pytest.fixture
def window_in(qtbot):
    """Return a function that opens the guide, in the language that QGIS has then."""

    def opened():
        one = GuideWindow()
        qtbot.addWidget(one)
        one.show()
        return one

    return opened


@pytest.fixture
def window(window_in):
    return window_in()


@pytest.mark.parametrize("locale", ["en", *LANGUAGES])
@pytest.mark.parametrize("page", guide.PAGES)
def test_a_page_is_shown_whole(language, window_in, qtbot, page, locale):
    language(locale)
    window = window_in()
    window.open_page(page)
    shown = window.browser.toPlainText()
    for heading in headings(text(page)):
        assert heading in shown
    assert window.contents.currentItem().text() == guide.page_title(page)
    qtbot.waitUntil(lambda: window.browser.document().size().height() > 500, timeout=WAIT_MS)
    window.grab()
    assert window.browser.missing == []
    assert "![" not in shown and "](" not in shown and "|--" not in shown
    assert window.browser.horizontalScrollBar().maximum() == 0, "something is wider than the window"


def test_a_picture_that_is_missing_is_noticed(qtbot, tmp_path):
    (tmp_path / "page.md").write_text("# Page\n\n![gone](gone.png)\n", encoding="utf-8")
    browser = GuideBrowser()
    qtbot.addWidget(browser)
    browser.show()
    browser.setSource(QUrl.fromLocalFile(str(tmp_path / "page.md")))
    browser.grab()
    assert set(browser.missing) == {"gone.png"}


def test_links_headings_and_the_way_back(window, qtbot):
    window.open_page("panel", "history")
    assert window.browser.verticalScrollBar().value() > 200
    window.open_page("set-up")
    assert window.browser.verticalScrollBar().value() == 0
    assert window.back.isEnabled() and not window.forward.isEnabled()
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    assert window.contents.currentItem().text() == guide.page_title("panel")
    qtbot.mouseClick(window.forward, Qt.MouseButton.LeftButton)
    assert window.contents.currentItem().text() == guide.page_title("set-up")
    window.contents.setCurrentRow(0)
    assert Path(window.browser.source().toLocalFile()) == guide.page_path("index")
    window.browser.setSource(window.browser.source().resolved(QUrl("../../resources/bundles/starter/card.md")))
    assert "How good it is" in window.browser.toPlainText()
    assert window.contents.currentRow() == -1


def test_pictures_follow_the_windows_width(window, qtbot):
    window.resize(1200, 700)
    window.open_page("index")
    window.grab()
    window.resize(560, 700)
    assert window.browser.horizontalScrollBar().maximum() > 0
    qtbot.waitUntil(lambda: window.browser.horizontalScrollBar().maximum() == 0, timeout=WAIT_MS)


@pytest.fixture
def plugin(qgis_iface, qgis_new_project, data_folder, monkeypatch):
    monkeypatch.setattr(qgis_iface, "addPluginToMenu", Mock())
    monkeypatch.setattr(qgis_iface, "removePluginMenu", Mock())
    one = photo_geolocator.classFactory(qgis_iface)
    one.initGui()
    yield one
    one.unload()


def shown_page(plugin):
    window = plugin.guide.window
    assert window.isVisible()
    return Path(window.browser.source().toLocalFile()).stem


def test_the_menu_opens_pages_and_is_taken_back(plugin, qgis_iface):
    calls = [call.args for call in qgis_iface.addPluginToMenu.call_args_list]
    actions = {action.text(): action for _, action in calls}
    assert set(actions) == {"Photo Geolocator", "Guide", "Responsible use"}
    actions["Guide"].trigger()
    assert shown_page(plugin) == "index"
    actions["Responsible use"].trigger()
    assert shown_page(plugin) == "responsible-use"
    window = plugin.guide.window
    plugin.unload()
    assert not window.isVisible()
    assert sorted(call.args[1].text() for call in qgis_iface.removePluginMenu.call_args_list) == sorted(actions)


def test_the_panels_foot_leads_to_the_guide(plugin):
    foot = plugin.dock.foot
    foot.link.linkActivated.emit("responsible-use")
    assert shown_page(plugin) == "responsible-use"
    entries = foot.help.menu().actions()
    assert [one.text() for one in entries] == [guide.page_title(page) for page in guide.PAGES]
    entries[2].trigger()
    assert shown_page(plugin) == "reading-the-map"
    assert foot.link.focusPolicy() == foot.help.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_help_of_an_algorithm_opens_the_guide(plugin, monkeypatch):
    one = ALGORITHMS[0]()
    file = QUrl(one.helpUrl())
    assert Path(file.toLocalFile()).is_file(), "headless, the file itself"
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    address = QUrl(one.helpUrl())
    assert address.scheme() == guide.SCHEME
    assert QDesktopServices.openUrl(address)
    assert shown_page(plugin) == "processing"
    assert QDesktopServices.openUrl(QUrl(f"{guide.SCHEME}:no-such-page"))
    assert shown_page(plugin) == "index"


def test_both_ends_may_be_called_again(qgis_iface, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    one = Guide(qgis_iface, parent)
    one.unregister()
    one.register()
    one.register()
    one.open("panel")
    one.unregister()
    one.unregister()
    assert one.window is None


@pytest.mark.parametrize(("style", "light"), [("", False), ("QWidget { color: #b1b1b1; background: #323232 }", True)])
def test_links_are_readable_on_light_and_on_dark(qtbot, style, light):
    """QGIS's dark theme is a style sheet, and leaves the palette's links dark blue."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.setStyleSheet(style)
    layout = QVBoxLayout(parent)
    browser, foot = GuideBrowser(), Foot()
    layout.addWidget(browser)
    layout.addWidget(foot)
    parent.show()
    browser.setSource(QUrl.fromLocalFile(str(guide.page_path("index"))))
    for html in (browser.toHtml(), foot.link.text()):
        colours = re.findall(r"<a href=[^>]+>(?:<span)?[^>]*?color: ?(#\w+)|<a href=[^>]+color: ?(#\w+)", html)
        assert colours
        assert all((QColor("".join(one)).lightness() > 160) == light for one in colours), colours


def test_nothing_in_the_pages_is_local(qgis_app):
    for page in guide.PAGES:
        assert not re.search(r"/(tmp|work|root)/", text(page))
        assert all(letter in string.printable or ord(letter) > 160 for letter in text(page))
