"""The process is a real one: a fake `backend` package, run by the interpreter of the tests."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import backend_process, settings
from photo_geolocator.plugin.backend_process import BackendProcess
from photo_geolocator.plugin.errors import BackendDied, BackendMissing, BackendStartError
from qgis.PyQt.QtCore import QProcess

PREAMBLE = """
import json, os, sys, time
token = sys.stdin.readline().strip()
def ready():
    event = {"event": "ready", "url": "http://127.0.0.1:1", "pid": os.getpid(), "version": "0"}
    print(json.dumps(event), flush=True)
def wait():
    sys.stdin.read()
    time.sleep(600)
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Write the fake backend's program; return nothing."""
    package = tmp_path / "backend"
    package.mkdir()
    monkeypatch.setattr(backend_process, "PLUGIN_ROOT", tmp_path)
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, sys.executable)

    def write(text):
        (package / "__main__.py").write_text(PREAMBLE + text, encoding="utf-8")

    return write


@pytest.fixture
def process(qgis_app):
    one = BackendProcess()
    yield one
    one.stop()


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A killed process that nobody has waited for yet is not alive.
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_ready_with_the_token_from_standard_input(program, process, qtbot, tmp_path):
    program("json.dump([token, sys.argv, os.getcwd()], open('seen.json', 'w')); ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as signal_:
        process.ensure()
    url, token = signal_.args
    seen_token, arguments, folder = json.loads((tmp_path / "seen.json").read_text())
    assert url == "http://127.0.0.1:1"
    assert token == seen_token
    assert len(token) >= 32
    assert arguments[1:] == ["serve", "--port", "0", "--parent", str(os.getpid())]
    assert Path(folder) == tmp_path
    assert process.is_ready


def test_a_running_backend_is_used_again(program, process, qtbot):
    program("ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as first:
        process.ensure()
    pid = process.pid
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as second:
        process.ensure()
    assert first.args == second.args
    assert process.pid == pid


def test_the_environment_is_clean(program, process, qtbot, tmp_path, monkeypatch):
    foreign = (
        "PYTHONHOME",
        "PYTHONPATH",
        "LD_LIBRARY_PATH",
        "GDAL_DATA",
        "PROJ_LIB",
        "PIP_INDEX_URL",
        "SSL_CERT_FILE",
    )
    for name in foreign:
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("KEPT", "yes")
    program("json.dump(dict(os.environ), open('seen.json', 'w')); ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
    seen = json.loads((tmp_path / "seen.json").read_text())
    assert not set(foreign) & set(seen)
    assert seen["KEPT"] == "yes"
    assert seen["PYTHONUTF8"] == "1"


def test_the_chosen_bundle_is_passed_on(program, process, qtbot, tmp_path):
    program("json.dump(sys.argv, open('seen.json', 'w')); ready(); wait()")
    settings.set_bundle("/bundles/é")
    try:
        with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
            process.ensure()
    finally:
        settings.set_bundle("")
    assert json.loads((tmp_path / "seen.json").read_text())[-1] == "--bundle=/bundles/é"


@pytest.mark.parametrize("provider", ["cpu", "cuda"])
def test_the_chosen_provider_is_passed_on(program, process, qtbot, tmp_path, provider):
    program("json.dump(sys.argv, open('seen.json', 'w')); ready(); wait()")
    settings.set_provider(provider)
    try:
        with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
            process.ensure()
    finally:
        settings.set_provider("auto")
    assert json.loads((tmp_path / "seen.json").read_text())[-1] == f"--provider={provider}"


def test_folders_and_the_size_of_the_cache_are_passed_on(program, process, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("PHOTO_GEOLOCATOR_DATA", "/data/é")
    monkeypatch.delenv("PHOTO_GEOLOCATOR_CACHE", raising=False)
    program("json.dump(dict(os.environ), open('seen.json', 'w')); ready(); wait()")
    settings.set_cache_mb(77)
    try:
        with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
            process.ensure()
    finally:
        settings.set_cache_mb(settings.DEFAULT_CACHE_MB)
    seen = json.loads((tmp_path / "seen.json").read_text())
    assert seen["PHOTO_GEOLOCATOR_DATA"] == "/data/é"
    assert Path(seen["PHOTO_GEOLOCATOR_CACHE"]).name == "photo-geolocator"
    assert seen["PHOTO_GEOLOCATOR_CACHE_MB"] == "77"


def test_a_remote_backend_is_ready_without_a_process(program, process, qtbot):
    program("ready(); wait()")
    settings.set_remote_url("https://maps.example.org:8443/")
    settings.set_remote_token("secret" * 4)
    try:
        with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as signal_:
            process.ensure()
            assert not signal_.signal_triggered
        assert signal_.args == ["https://maps.example.org:8443", "secret" * 4]
        assert process.is_ready and process.pid == 0
        with qtbot.waitSignal(process.died, timeout=WAIT_MS):
            process.retire()
    finally:
        settings.set_remote_url("")
        settings.set_remote_token("")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as signal_:
        process.ensure()
    assert signal_.args[0] == "http://127.0.0.1:1"


def test_retire_ends_the_process_without_waiting_and_tells_it(program, process, qtbot):
    program("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
    pid = process.pid
    with qtbot.waitSignal(process.died, timeout=WAIT_MS) as death:
        process.retire()
    assert "set-up changed" in str(death.args[0])
    assert alive(pid)  # it was not waited for
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
    assert process.pid not in (0, pid)
    qtbot.waitUntil(lambda: not alive(pid), timeout=WAIT_MS)
    assert process.last_words == ()


def failure(process, qtbot):
    with qtbot.waitSignal(process.failed, timeout=WAIT_MS) as signal_:
        process.ensure()
        assert not signal_.signal_triggered  # never before ensure returns
    assert not process.is_ready
    assert process.pid == 0
    return signal_.args[0]


def test_no_interpreter(process, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(tmp_path / "none" / "python"))
    error = failure(process, qtbot)
    assert isinstance(error, BackendMissing)
    assert "none/python" in str(error)
    assert settings.BACKEND_PYTHON_VARIABLE in str(error)


@pytest.mark.parametrize(("name", "fault"), [("", "is a folder"), ("gone", "does not exist"), ("x" * 300, "not exist")])
def test_an_interpreter_of_the_options_that_is_none(process, qtbot, monkeypatch, tmp_path, name, fault):
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    settings.set_backend_python(str(tmp_path / name))
    try:
        error = failure(process, qtbot)
    finally:
        settings.set_backend_python("")
    assert isinstance(error, BackendMissing)
    assert f"{fault}); correct Python in the plugin's options" in str(error)


def test_a_bundle_that_looks_like_an_option_is_a_bundle(process, qtbot, monkeypatch):
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, sys.executable)
    settings.set_bundle("--help")
    try:
        assert "stopped before" not in str(failure(process, qtbot))
    finally:
        settings.set_bundle("")


def test_before_the_first_set_up_no_path_is_told(process, qtbot, monkeypatch, tmp_path):
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    monkeypatch.setattr(settings, "backend_python", lambda: tmp_path / "none" / "python")
    error = failure(process, qtbot)
    assert isinstance(error, BackendMissing)
    assert str(error) == "The backend is not set up yet: choose “Set up” in the plugin's options."


def test_an_interpreter_that_is_no_program(process, qtbot, monkeypatch, tmp_path):
    (tmp_path / "python").write_text("no program")
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(tmp_path / "python"))
    error = failure(process, qtbot)
    assert isinstance(error, BackendStartError)
    assert "can't be started" in str(error)


def test_death_before_ready_gives_its_last_words(program, process, qtbot):
    program("sys.stderr.buffer.write(b'first\\n\\xff\\xfe broken w\\xf6rds\\n'); sys.exit(3)")
    error = failure(process, qtbot)
    assert isinstance(error, BackendStartError)
    assert "exit code 3" in str(error)
    assert "broken w" in str(error)


def test_its_own_sentence_counts_most(program, process, qtbot):
    program(
        "event = {'event': 'failed', 'code': 'bundle_invalid', 'detail': 'trunk.onnx is altered.'}\n"
        "print(json.dumps(event))"
    )
    assert str(failure(process, qtbot)) == "trunk.onnx is altered."


def test_garbage_before_ready_is_passed_over(program, process, qtbot):
    program("sys.stdout.buffer.write(b'\\xff\\xfe\\n[1, 2]\\n{}\\n{\\n\\n'); sys.stdout.flush(); ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()


def test_a_backend_that_is_never_ready(program, qgis_app, qtbot, tmp_path):
    program("open('pid', 'w').write(str(os.getpid())); wait()")
    process = BackendProcess(ready_limit_ms=1500)
    error = failure(process, qtbot)
    assert "was not ready after 1 s" in str(error)
    pid = int((tmp_path / "pid").read_text())
    qtbot.waitUntil(lambda: not alive(pid), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not process.findChildren(QProcess), timeout=WAIT_MS)


def test_death_while_ready_then_a_restart_with_another_token(program, process, qtbot):
    program("ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as first:
        process.ensure()
    with qtbot.waitSignal(process.died, timeout=WAIT_MS) as death:
        os.kill(process.pid, signal.SIGKILL)
    assert isinstance(death.args[0], BackendDied)
    assert not process.is_ready
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS) as second:
        process.ensure()
    assert first.args[1] != second.args[1]


def test_stop_leaves_no_process(program, process, qtbot):
    program("ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
    pid = process.pid
    with qtbot.assertNotEmitted(process.died, wait=50):
        process.stop()
        process.stop()
    assert not alive(pid)
    assert process.pid == 0


def test_stop_does_not_take_no_for_an_answer(program, process, qtbot):
    program("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); ready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
    pid = process.pid
    process.stop(limit_ms=200)
    assert not alive(pid)


def test_logs_leave_the_home_folder_out(program, process, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "somebody"))
    program("sys.exit(os.environ['HOME'] + '/photos/a.jpg went wrong')")
    text = str(failure(process, qtbot))
    assert "~/photos/a.jpg went wrong" in text
    assert "somebody" not in text


def test_a_chatty_backend_does_not_stall(program, process, qtbot):
    program("for _ in range(20000): sys.stderr.write('y' * 99 + '\\n')\nready(); wait()")
    with qtbot.waitSignal(process.ready, timeout=WAIT_MS):
        process.ensure()
