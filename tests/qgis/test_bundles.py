"""The bundle manager with a command of its own kind: a `backend` package that keeps bundles in a JSON file."""

import hashlib
import http.server
import json
import sys
import threading
from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import backend_process, scratch, settings
from photo_geolocator.plugin import bundles as bundles_module
from photo_geolocator.plugin.bundles import Bundles
from photo_geolocator.plugin.errors import BackendMissing, SetUpError
from photo_geolocator.plugin.gui import bundles_dialog
from photo_geolocator.plugin.gui.bundles_dialog import BundlesDialog
from qgis.PyQt.QtWidgets import QMessageBox

COMMAND = """
import hashlib, json, os, pathlib, signal, sys, time
kept = pathlib.Path("kept.json")
bundles = json.loads(kept.read_text())
arguments = sys.argv[1:]
assert arguments[0] == "bundles", arguments
verb = arguments[1]
assert ("--json" in arguments) == (verb != "remove"), arguments
rest = [argument for argument in arguments[2:] if argument != "--json"]
pathlib.Path("asked.json").write_text(json.dumps(arguments))
def fail(sentence):
    sys.exit("WARNING of a library\\nerror: " + sentence)
if verb == "list":
    print(json.dumps({"bundles": bundles}))
elif verb == "install":
    source = pathlib.Path(rest[0])
    data = source.read_bytes()
    if b"stubborn" in data:  # as a program without a window is on Windows
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        pathlib.Path("pid").write_text(str(os.getpid()))
    if b"slow" in data:
        time.sleep(600)
    if "--sha256" in rest and hashlib.sha256(data).hexdigest() != rest[rest.index("--sha256") + 1]:
        fail("The file has another SHA-256.")
    if not data.startswith(b"PK"):
        fail(f"'{source.name}' is no zip file: download it again.")
    name = source.name.split(".")[0]
    bundles.append({"name": name, "title": "New", "version": "1", "license": "MIT", "size_bytes": len(data)})
    kept.write_text(json.dumps(bundles))
    print(json.dumps({"name": name}))
elif verb == "verify":
    if rest[0] == "broken":
        fail("The bundle 'broken' was altered: install it again.")
    print(json.dumps({"name": rest[0]}))
elif verb == "remove":
    kept.write_text(json.dumps([b for b in bundles if b["name"] != rest[0]]))
    print("removed")
"""
KEPT = [
    {"name": "starter", "title": "Starter bundle", "version": "1.2.0", "license": "GPL", "size_bytes": 15_000_000},
    {"name": "geoclip", "title": "GeoCLIP", "version": "1.0.0", "license": "MIT", "size_bytes": 1_700_000_000},
    {"name": "broken", "problem": "trunk.onnx was altered: install it again."},
]
ZIP = b"PK\x03\x04 a bundle"
HASH = hashlib.sha256(ZIP).hexdigest()


@pytest.fixture
def root(tmp_path, monkeypatch):
    one = tmp_path / "root"
    (one / "backend").mkdir(parents=True)
    (one / "backend" / "__main__.py").write_text(COMMAND, encoding="utf-8")
    (one / "kept.json").write_text(json.dumps(KEPT))
    monkeypatch.setattr(bundles_module, "PLUGIN_ROOT", one)
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, sys.executable)
    yield one
    settings.set_bundle("")


@pytest.fixture
def one(qgis_app, root):
    bundles = Bundles()
    yield bundles
    bundles.stop()


@pytest.fixture
def internet():
    """Serves bytes at paths; tells what was asked for."""

    class Handler(http.server.BaseHTTPRequestHandler):
        files, asked, short, late = {"/b/geo.zip": ZIP}, [], False, threading.Event()

        def do_GET(self):
            self.asked.append(self.path)
            if self.path == "/moved.zip":
                self.send_response(302)
                self.send_header("Location", "/b/geo.zip")
                self.end_headers()
                return
            body = self.files.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"") + (100 if self.short else 0)))
            self.end_headers()
            self.wfile.write(body or b"")
            if self.path == "/endless.zip":
                self.wfile.flush()
                self.late.wait(60)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url, server.handler = f"http://127.0.0.1:{server.server_port}", Handler
    yield server
    Handler.late.set()
    server.shutdown()
    server.server_close()


def outcome(qtbot, one, begin):
    seen = []
    one.done.connect(lambda value: seen.append(value))
    one.failed.connect(lambda error: seen.append(error))
    one.cancelled.connect(lambda: seen.append("cancelled"))
    begin()
    assert not seen
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    qtbot.wait(20)
    assert len(seen) == 1 and not one.is_busy
    for signal in (one.done, one.failed, one.cancelled):
        signal.disconnect()
    return seen[0]


def names(root):
    return [entry["name"] for entry in json.loads((root / "kept.json").read_text())]


def test_the_list(one, qtbot):
    found = outcome(qtbot, one, one.list)
    assert [bundle.name for bundle in found] == ["starter", "geoclip", "broken"]
    assert found[0].is_shipped and not found[1].is_shipped
    assert found[1].size_bytes == 1_700_000_000
    assert "altered" in found[2].problem


def test_verify_tells_the_commands_own_sentence(one, qtbot):
    assert outcome(qtbot, one, lambda: one.verify("geoclip")) == "geoclip"
    error = outcome(qtbot, one, lambda: one.verify("broken"))
    assert str(error) == "The bundle 'broken' was altered: install it again."


def test_install_from_a_file_and_remove(one, root, qtbot, tmp_path):
    path = tmp_path / "mine é.zip"
    path.write_bytes(ZIP)
    assert outcome(qtbot, one, lambda: one.install(path)) == "mine é"
    assert outcome(qtbot, one, lambda: one.install(path, HASH.upper())) == "mine é"
    assert isinstance(outcome(qtbot, one, lambda: one.install(path, "0" * 64)), SetUpError)
    assert isinstance(outcome(qtbot, one, lambda: one.install(path, "zzz")), SetUpError)
    path.write_bytes(b"no zip")
    assert "is no zip file" in str(outcome(qtbot, one, lambda: one.install(path)))
    assert outcome(qtbot, one, lambda: one.remove("mine é")) == "mine é"
    assert "mine é" not in names(root)


def test_from_an_address_with_the_right_hash(one, root, qtbot, internet):
    shown = []
    one.progressed.connect(lambda text, share: shown.append((text, share)))
    assert outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/b/geo.zip", f" {HASH.upper()} ")) == "geo"
    assert json.loads((root / "asked.json").read_text())[-3:-1] == ["--sha256", HASH]  # checked there once more
    assert any(text.startswith("Downloading") and share == 1 for text, share in shown)
    assert outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/moved.zip", HASH)) == "moved"


def test_the_wrong_hash_installs_nothing(one, root, qtbot, internet):
    error = outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/b/geo.zip", "f" * 64))
    assert f"has SHA-256 {HASH[:12]}…, not ffffffffffff…: nothing was installed" in str(error)
    assert not (root / "asked.json").exists()  # the command never saw the file


@pytest.mark.parametrize("sha256", ["", "abc", "g" * 64])
def test_without_a_hash_nothing_is_even_fetched(one, root, qtbot, internet, sha256):
    error = outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/b/geo.zip", sha256))
    assert "needs its SHA-256" in str(error)
    assert internet.handler.asked == [] or "/b/geo.zip" not in internet.handler.asked[-1:]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "geo.zip", "ftp://x/y.zip", "https://", "http://a b/c.zip"])
def test_an_address_that_is_none(one, qtbot, url):
    assert "begins with https://" in str(outcome(qtbot, one, lambda: one.fetch(url, HASH)))


def test_a_download_that_fails(one, root, qtbot, internet):
    assert "could not be downloaded" in str(outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/no.zip", HASH)))
    assert "could not be downloaded" in str(outcome(qtbot, one, lambda: one.fetch("http://127.0.0.1:1/geo.zip", HASH)))
    internet.handler.short = True
    try:
        error = outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/b/geo.zip", HASH))
    finally:
        internet.handler.short = False
    assert isinstance(error, SetUpError)
    assert not (root / "asked.json").exists()


def test_a_password_in_the_address_is_not_repeated(one, qtbot, internet):
    url = internet.url.replace("//", "//me:se%20cret@")
    assert "cret" not in str(outcome(qtbot, one, lambda: one.fetch(f"{url}/no.zip", HASH)))


def test_a_download_without_an_end_is_cut_off(one, root, qtbot, internet, tmp_path, monkeypatch):
    monkeypatch.setattr(bundles_module, "LARGEST_DOWNLOAD", 4)
    monkeypatch.setattr(scratch, "temporary_parent", lambda: tmp_path / "t")
    (tmp_path / "t").mkdir()
    internet.handler.files["/endless.zip"] = ZIP
    assert "larger than" in str(outcome(qtbot, one, lambda: one.fetch(f"{internet.url}/endless.zip", HASH)))
    assert list((tmp_path / "t").iterdir()) == [] and not (root / "asked.json").exists()


def test_cancel_leaves_nothing(one, root, qtbot, internet, tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "temporary_parent", lambda: tmp_path / "t")
    (tmp_path / "t").mkdir()
    internet.handler.files["/endless.zip"] = ZIP
    with qtbot.waitSignal(one.progressed, timeout=WAIT_MS):
        one.fetch(f"{internet.url}/endless.zip", HASH)
    with qtbot.waitSignal(one.cancelled, timeout=WAIT_MS):
        one.cancel()
    assert not one.is_busy and list((tmp_path / "t").iterdir()) == []
    slow = tmp_path / "slow.zip"
    slow.write_bytes(b"PK slow")
    one.install(slow)
    qtbot.waitUntil(lambda: (root / "asked.json").exists(), timeout=WAIT_MS)
    with qtbot.waitSignal(one.cancelled, timeout=WAIT_MS):
        one.cancel()
    assert "slow" not in names(root)
    assert [bundle.name for bundle in outcome(qtbot, one, one.list)] == names(root)


def test_cancel_ends_a_command_that_does_not_listen(one, root, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(backend_process, "STOP_LIMIT_MS", 100)
    (tmp_path / "x.zip").write_bytes(b"PK slow and stubborn")
    one.install(tmp_path / "x.zip")
    qtbot.waitUntil(lambda: (root / "pid").is_file() and (root / "pid").read_text() != "", timeout=WAIT_MS)
    pid = (root / "pid").read_text()
    with qtbot.waitSignal(one.cancelled, timeout=WAIT_MS):
        one.cancel()
    qtbot.waitUntil(lambda: not Path("/proc", pid, "exe").exists(), timeout=WAIT_MS)


def test_without_a_backend(one, qtbot, monkeypatch):
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, "/none/python")
    assert isinstance(outcome(qtbot, one, one.list), BackendMissing)


def test_an_answer_that_is_none(one, root, qtbot):
    for answer in ("print('hello')", "print('[1]')", "import sys; sys.exit(3)"):
        (root / "backend" / "__main__.py").write_text(answer)
        assert isinstance(outcome(qtbot, one, one.list), SetUpError)


@pytest.fixture
def dialog(qgis_app, root, qtbot):
    one = BundlesDialog()
    one.show()
    one.refresh()
    qtbot.waitUntil(lambda: one.list.topLevelItemCount() == 3, timeout=WAIT_MS)
    yield one
    one.close()
    one.deleteLater()


def rows(dialog):
    return [
        [dialog.list.topLevelItem(row).text(column) for column in range(5)]
        for row in range(dialog.list.topLevelItemCount())
    ]


def pick(dialog, row):
    dialog.list.clearSelection()
    dialog.list.topLevelItem(row).setSelected(True)


def said(dialog, qtbot, text):
    qtbot.waitUntil(lambda: text in dialog.message.text(), timeout=WAIT_MS)
    assert not dialog.bundles.is_busy and dialog.progress.isHidden()


def test_the_dialog_lists_and_switches(dialog, qtbot):
    assert rows(dialog)[0] == ["●", "starter: Starter bundle", "1.2.0", "GPL", "15.0 MB"]
    assert rows(dialog)[2][1] == "broken: trunk.onnx was altered: install it again."
    assert not dialog.use.isEnabled()
    pick(dialog, 0)
    assert not dialog.use.isEnabled() and not dialog.delete.isEnabled() and dialog.verify.isEnabled()
    pick(dialog, 2)
    assert not dialog.use.isEnabled() and dialog.delete.isEnabled()
    pick(dialog, 1)
    with qtbot.waitSignal(dialog.switched, timeout=WAIT_MS):
        dialog.use.click()
    said(dialog, qtbot, "GeoCLIP is used")
    assert settings.bundle() == "geoclip"
    assert [row[0] for row in rows(dialog)] == ["", "●", ""]


def test_the_dialog_verifies_and_says_what_is_wrong(dialog, qtbot):
    pick(dialog, 1)
    dialog.verify.click()
    assert dialog.cancel.isVisible() and not dialog.verify.isEnabled()
    said(dialog, qtbot, "geoclip is whole and unaltered.")
    pick(dialog, 2)
    dialog.verify.click()
    said(dialog, qtbot, "was altered")


def test_the_dialog_deletes_the_bundle_in_use_and_goes_back_to_the_starter(dialog, root, qtbot, monkeypatch):
    settings.set_bundle("geoclip")
    pick(dialog, 1)
    monkeypatch.setattr(bundles_dialog.QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    dialog.delete.click()
    assert "geoclip" in names(root)
    monkeypatch.setattr(bundles_dialog.QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(dialog.switched, timeout=WAIT_MS):
        dialog.delete.click()
    said(dialog, qtbot, "geoclip was deleted.")
    assert settings.bundle() == "" and names(root) == ["starter", "broken"]
    assert rows(dialog)[0][0] == "●"


def test_the_dialog_installs_from_an_address(dialog, root, qtbot, internet):
    assert not dialog.fetch.isEnabled()
    dialog.address.setText(f"{internet.url}/b/geo.zip")
    assert not dialog.fetch.isEnabled()  # not without a hash
    dialog.sha256.setText("f" * 64)
    dialog.fetch.click()
    said(dialog, qtbot, "nothing was installed")
    dialog.sha256.setText(HASH)
    dialog.fetch.click()
    said(dialog, qtbot, "geo was installed.")
    assert names(root)[-1] == "geo" and len(rows(dialog)) == 4


def test_closing_the_dialog_stops_what_is_under_way(dialog, root, qtbot, tmp_path):
    slow = tmp_path / "slow.zip"
    slow.write_bytes(b"PK slow")
    dialog.install(slow)
    dialog.close()
    assert not dialog.bundles.is_busy
    assert "slow" not in names(root)
