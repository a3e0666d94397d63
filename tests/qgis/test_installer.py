"""Real environments, made by the system's Python from tiny wheels; nothing reaches the internet."""

import hashlib
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import environment, installer, settings
from photo_geolocator.plugin.environment import CPU, CUDA, Plan, State, find_environment, state_of
from photo_geolocator.plugin.errors import DiskFull, SetUpError
from photo_geolocator.plugin.installer import Installer, Lock, Order
from photo_geolocator.plugin.interpreter import Interpreter
from wheelhouse import make_plugin, make_quick_python, make_wheel

LONG_MS = 6 * WAIT_MS
PYTHON = Interpreter(Path("/usr/bin/python3"), sys.version_info[:3])


@pytest.fixture(scope="session")
def python(tmp_path_factory):
    """A Python that makes environments quickly."""
    return Interpreter(make_quick_python(tmp_path_factory.mktemp("python")), PYTHON.version)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A plugin's folder with a name that is not ASCII, whose requirements are a tiny wheel."""
    one = make_plugin(tmp_path / "plügin root")
    for module in (environment, installer):
        monkeypatch.setattr(module, "PLUGIN_ROOT", one)
    return one


@pytest.fixture
def order(root, tmp_path, python):
    wheels = tmp_path / "wheels"
    make_wheel(wheels)
    return Order(Plan("cpu", "requirements.txt", 1, 1), python, tmp_path / "dätä", wheels)


@pytest.fixture
def one(qgis_app):
    installer_ = Installer()
    yield installer_
    installer_.abandon()


def outcome(qtbot, one, order, meanwhile=lambda: None):
    """Run a set-up; return its only last signal's name and value, and what was shown."""
    seen, shown = [], []
    one.finished.connect(lambda done: seen.append(("finished", done)))
    one.failed.connect(lambda error: seen.append(("failed", error)))
    one.cancelled.connect(lambda: seen.append(("cancelled", None)))
    one.progressed.connect(lambda text, share: shown.append((text, share)))
    one.install(order)
    assert one.is_busy and not seen
    meanwhile()
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG_MS)
    qtbot.wait(50)
    assert len(seen) == 1
    assert not one.is_busy
    shares = [share for _, share in shown]
    assert shares == sorted(shares)
    for signal_ in (one.finished, one.failed, one.cancelled, one.progressed):
        signal_.disconnect()
    return (*seen[0], [text for text, _ in shown])


def names(order):
    """What lies in the data folder; the lock's file is gone once it is released."""
    return sorted(path.name for path in order.data_folder.iterdir()) if order.data_folder.is_dir() else []


def nothing_left(order):
    return names(order) == []


def own(order):
    return environment.environment_folder(order.data_folder)


def test_a_folder_of_wheels_becomes_an_environment(one, order, qtbot):
    order = replace(order, python=PYTHON)
    kind, done, shown = outcome(qtbot, one, order)
    assert kind == "finished"
    assert done.note == ""
    made = find_environment(order.data_folder)
    assert made == done.environment
    assert (made.provider, made.requirements) == ("cpu", order.plan.sha256)
    assert names(order) == [own(order).name]
    assert not (made.folder / "tmp").exists()
    asked = subprocess.run([made.interpreter, "-c", "import tiny_geo; print(tiny_geo.__file__)"], capture_output=True)
    assert str(made.folder) in asked.stdout.decode()
    assert any("tiny_geo" in text for text in shown)
    assert any("Trying it out" in text for text in shown)


def test_only_the_packages_that_were_locked_are_installed(one, order, root, qtbot):
    """As in the files that ship: their hashes are the packages that were tested."""
    wheel = next(order.wheels.iterdir())
    locked = f"--require-hashes\n--only-binary :all:\ntiny_geo==1.0 \\\n    --hash=sha256:{{}}\n{environment.NEEDED}\n"
    right = hashlib.sha256(wheel.read_bytes()).hexdigest()
    path = root / "backend" / "requirements.txt"
    path.write_text(locked.format(right), encoding="utf-8")
    assert order.plan.packages == ("tiny_geo",)
    assert outcome(qtbot, one, order)[0] == "finished"
    made = find_environment(order.data_folder)
    make_wheel(order.wheels, source="PROVIDER = 'exchanged'\n")
    kind, error, _shown = outcome(qtbot, one, order)
    assert kind == "failed" and wheel.name in str(error)
    assert find_environment(order.data_folder) == made  # what worked before does still


def test_settings_find_it_and_prefer_what_the_person_chose(one, order, qtbot, monkeypatch):
    assert ".venv" in str(settings.backend_python())
    outcome(qtbot, one, order)
    settings.set_data_folder(str(order.data_folder))
    try:
        assert settings.backend_python() == find_environment(order.data_folder).interpreter
        settings.set_backend_python("/chosen/python")
        assert str(settings.backend_python()) == "/chosen/python"
        settings.set_backend_python("")
        (own(order) / environment.STATE_FILE).unlink()
        assert ".venv" in str(settings.backend_python())  # it is not whole any more
    finally:
        settings.set_data_folder("")
        settings.set_backend_python("")


def test_other_requirements_make_it_out_of_date_and_it_works_until_it_is_replaced(one, order, root, qtbot):
    outcome(qtbot, one, order)
    old = find_environment(order.data_folder)
    (root / "backend" / "requirements.txt").write_text("tiny_geo>=1\nsecond_one\n", encoding="utf-8")
    real = environment.PLANS
    environment.PLANS = {"cpu": order.plan}
    try:
        assert state_of(order.data_folder) is State.OUTDATED
        assert find_environment(order.data_folder) == old
        kind, error, _ = outcome(qtbot, one, order)
        assert kind == "failed"
        assert "folder of wheels lacks second-one" in str(error).replace("_", "-")
        assert find_environment(order.data_folder) == old  # a failed update leaves what worked
        make_wheel(order.wheels, "second_one")
        replaced = []
        one.replacing.connect(lambda: replaced.append(old.interpreter.is_file()))
        assert outcome(qtbot, one, order)[0] == "finished"
        assert replaced == [True]
        assert state_of(order.data_folder) is State.READY
        assert names(order) == [own(order).name]
    finally:
        environment.PLANS = real


def test_an_environment_of_another_version_serves_while_it_is_current(one, order, qtbot, monkeypatch):
    monkeypatch.setattr(environment, "PLANS", {"cpu": order.plan})
    outcome(qtbot, one, order)
    own(order).rename(order.data_folder / "environment-0.0.9")
    assert state_of(order.data_folder) is State.READY
    outcome(qtbot, one, order)
    assert names(order) == [own(order).name]  # the new one takes its place


def test_cancel_at_any_time_leaves_nothing(one, order, qtbot):
    for stage in ("Preparing", "Making", "Fetching", "Trying"):

        def cancel_at(text, _share, stage=stage):
            if text.startswith(stage):
                one.cancel()
                one.cancel()

        one.progressed.connect(cancel_at)
        assert outcome(qtbot, one, order)[0] == "cancelled"
        assert nothing_left(order)
    assert state_of(order.data_folder) is State.MISSING
    assert outcome(qtbot, one, order)[0] == "finished"


def running(text):
    """The command lines of processes that name `text`."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [line for line in lines if text in line]


def test_cancel_ends_the_processes_that_venv_started(one, order, qtbot):
    """What they wrote after their folder was deleted would stay."""
    folder = str(order.data_folder)
    one.cancelled.connect(lambda: still.extend(running(folder)))
    one.finished.connect(lambda _done: pytest.fail("it was never cancelled"))
    still = []
    one.install(replace(order, python=PYTHON))
    qtbot.waitUntil(lambda: any("-m ensurepip" in line for line in running(folder)), timeout=LONG_MS)
    with qtbot.waitSignal(one.cancelled, timeout=LONG_MS):
        one.cancel()
    assert still == []
    assert nothing_left(order)


def test_cancel_before_it_begins(one, order, qtbot):
    assert outcome(qtbot, one, order, one.cancel)[0] == "cancelled"
    assert nothing_left(order)
    assert outcome(qtbot, one, order)[0] == "finished"


def test_unloading_ends_it_without_a_signal(one, order, qtbot):
    with qtbot.waitSignal(one.progressed, timeout=WAIT_MS, check_params_cb=lambda text, _: "Making" in text):
        one.install(order)
    with qtbot.assertNotEmitted(one.cancelled, wait=200), qtbot.assertNotEmitted(one.failed):
        one.abandon()
    assert not one.is_busy
    assert outcome(qtbot, one, order)[0] == "finished"
    assert names(order) == [own(order).name]


WINDOW = """
import sys
from qgis.PyQt.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
assert lock.tryLock(0)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def window(order):
    """Another QGIS window that is setting up: a process of its own that holds the lock."""
    order.data_folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(order.data_folder / installer.LOCK_FILE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"locked\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_window_waits_for_the_first(one, order, window, qtbot):
    theirs = order.data_folder / ".building-1"
    theirs.mkdir()
    kind, error, _ = outcome(qtbot, one, order)
    assert kind == "failed"
    assert "Another QGIS window" in str(error)
    assert theirs.is_dir()  # what they are making is not ours to sweep


def test_a_window_that_was_killed_half_way_is_swept(one, order, window, qtbot):
    for name in (".building-1", ".old-1"):
        (order.data_folder / name / "lib").mkdir(parents=True)
        (order.data_folder / name / "lib" / "half.py").touch()
    window.send_signal(signal.SIGKILL)
    window.wait()
    assert outcome(qtbot, one, order)[0] == "finished"
    assert names(order) == [own(order).name]


def test_a_lock_file_that_was_cut_short(one, order, qtbot):
    order.data_folder.mkdir()
    (order.data_folder / installer.LOCK_FILE).touch()
    assert outcome(qtbot, one, order)[0] == "finished"


def test_a_lock_whose_process_number_another_qgis_has_got(one, order, window, qtbot):
    """The number is one of ours, alive and of the same name; the boot is the same."""
    path = order.data_folder / installer.LOCK_FILE
    theirs = path.read_bytes()
    window.kill()
    window.wait()
    other = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    try:
        path.write_bytes(theirs.replace(str(window.pid).encode(), str(other.pid).encode(), 1))
        assert outcome(qtbot, one, order)[0] == "finished"
    finally:
        other.kill()
        other.wait()


def test_two_in_one_window(order, qgis_app):
    first, second = Lock(order.data_folder), Lock(order.data_folder)
    first.take()
    with pytest.raises(SetUpError, match="Another QGIS window"):
        second.take()
    second.release()  # and that does not open the first one's
    with pytest.raises(SetUpError, match="Another QGIS window"):
        second.take()
    first.release()
    second.take()
    second.release()


def test_busy_means_busy(one, order, qtbot):
    one.install(order)
    with pytest.raises(SetUpError, match="already"):
        one.install(order)


def test_an_environment_whose_state_was_never_written_is_damaged_and_repaired(one, order, qtbot):
    outcome(qtbot, one, order)
    (own(order) / environment.STATE_FILE).write_text("{")
    assert state_of(order.data_folder) is State.DAMAGED
    assert find_environment(order.data_folder) is None
    assert outcome(qtbot, one, order)[0] == "finished"
    assert find_environment(order.data_folder) is not None
    find_environment(order.data_folder).interpreter.unlink()
    assert state_of(order.data_folder) is State.DAMAGED


def test_a_system_that_brings_another_python_damages_it(order, tmp_path):
    """As when Debian goes from Python 3.11 to 3.13 under /usr/bin/python3."""
    python = tmp_path / "usr" / "python3"
    python.parent.mkdir()
    for version in ("3.98", "3.99"):
        (python.parent / f"python{version}").touch()
    python.symlink_to("python3.98")
    (own(order) / "lib" / "python3.98").mkdir(parents=True)
    (own(order) / "bin").mkdir()
    environment.interpreter_of(own(order)).symlink_to(python)
    environment.Environment(own(order), "0.1.0", CPU.sha256, "cpu", "3.98.1").write()
    assert state_of(order.data_folder) is State.READY
    python.unlink()
    python.symlink_to("python3.99")
    assert state_of(order.data_folder) is State.DAMAGED
    assert find_environment(order.data_folder) is None


def test_a_backend_that_does_not_run_is_not_put_in_place(one, order, root, qtbot):
    (root / "backend" / "__main__.py").write_text("import sys; sys.exit('error: trunk.onnx is altered.')")
    kind, error, _ = outcome(qtbot, one, order)
    assert kind == "failed"
    assert "trunk.onnx is altered" in str(error)
    assert nothing_left(order) or names(order) == [installer.DOWNLOADS]


def test_a_gpu_that_does_not_run_is_said(one, order, qtbot):
    plan = Plan("cuda", "requirements-cuda.txt", 1, 1)
    kind, done, _ = outcome(qtbot, one, replace(order, plan=plan))
    assert (kind, done.environment.provider) == ("finished", "cuda")
    assert done.note.startswith("The GPU does not run, the CPU is used")


def test_a_damaged_wheel(one, order, qtbot):
    for wheel in order.wheels.iterdir():
        wheel.write_bytes(wheel.read_bytes()[:200])
    kind, error, _ = outcome(qtbot, one, order)
    assert kind == "failed"
    assert find_environment(order.data_folder) is None
    assert "a damaged file, tiny_geo-1.0-py3-none-any.whl: put it there again" in str(error)


def test_a_folder_of_wheels_that_is_none(one, order, qtbot, tmp_path):
    kind, error, _ = outcome(qtbot, one, replace(order, wheels=tmp_path / "none"))
    assert kind == "failed" and "folder of wheels" in str(error)
    assert nothing_left(order)


def test_a_python_without_venv_is_told_by_the_packages_name(one, order, qtbot, tmp_path):
    """What Debian's python3 prints without its package python3-venv."""
    script = tmp_path / "python3"
    script.write_text(
        "#!/bin/sh\necho 'The virtual environment was not created successfully because ensurepip is not available.'\n"
        "exit 1\n"
    )
    script.chmod(0o755)
    python = Interpreter(script, (3, 11, 2))
    kind, error, _ = outcome(qtbot, one, replace(order, python=python))
    assert kind == "failed" and "python3-venv" in str(error)
    assert nothing_left(order)


def test_a_python_that_is_no_program(one, order, qtbot, tmp_path):
    (tmp_path / "python").write_text("no program")
    python = Interpreter(tmp_path / "python", (3, 11, 2))
    kind, error, _ = outcome(qtbot, one, replace(order, python=python))
    assert kind == "failed" and "can't be started" in str(error)
    assert nothing_left(order)


def test_a_data_folder_that_can_not_be_made(one, order, qtbot):
    kind, error, _ = outcome(qtbot, one, replace(order, data_folder=Path("/dev/null/data")))
    assert kind == "failed" and "can't be written" in str(error)


def test_too_little_space_is_told_before_anything_is_made(one, order, qtbot):
    plan = Plan("cpu", "requirements.txt", 10**9, 10**9)
    kind, error, _ = outcome(qtbot, one, replace(order, plan=plan))
    assert kind == "failed" and isinstance(error, DiskFull)
    assert "1,000,000,000 MB" in str(error)
    assert nothing_left(order)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB, which is less than pip alone."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_becomes_full_half_way(one, order, qtbot, small_disk):
    kind, error, _ = outcome(qtbot, one, replace(order, data_folder=small_disk))
    assert kind == "failed"
    assert isinstance(error, DiskFull), error
    assert str(error).startswith("The disk is full")
    assert list(small_disk.iterdir()) == []


def test_the_proxy_of_qgis_reaches_pip_and_no_log(one, order, qtbot, monkeypatch, tmp_path):
    from qgis.core import QgsApplication, QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    logged = []
    QgsApplication.messageLog().messageReceived.connect(lambda *parts: logged.append(str(parts)))
    manager = QgsNetworkAccessManager.instance()
    before, excludes, no_proxy = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9, "us er", "pass:w@rd")
    manager.setFallbackProxyAndExcludes(proxy, [], [])
    monkeypatch.setenv("PIP_INDEX_URL", "https://wrong.invalid/simple")  # not for our pip
    configuration = tmp_path / "home" / ".config" / "pip"
    configuration.mkdir(parents=True)
    (configuration / "pip.conf").write_text("[global]\nindex-url = https://index.invalid/simple\nretries = 1\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / ".config"))
    try:
        kind, error, shown = outcome(qtbot, one, replace(order, wheels=None))
    finally:
        manager.setFallbackProxyAndExcludes(before, excludes, no_proxy)
    assert kind == "failed"
    assert "proxy" in str(error).lower()
    everything = "\n".join([*logged, *shown, str(error)])
    assert "ProxyError" in everything  # it did go through the proxy
    for secret in ("pass:w@rd", "pass%3Aw%40rd", "us%20er"):
        assert secret not in everything
    assert names(order) in ([], [installer.DOWNLOADS])


def test_the_shipped_plans_say_what_they_need():
    assert CPU.packages[0] == "numpy" and CPU.packages[-1] == "onnxruntime"
    assert CUDA.packages[-1] == "onnxruntime-gpu"
    assert len(CPU.packages) == len(set(CPU.packages)) == 13  # those asked for, each once
    assert 100 < CPU.download_mb < CPU.disk_mb < CUDA.download_mb < CUDA.disk_mb
    assert CPU.sha256 != CUDA.sha256


def test_line_ends_do_not_make_it_out_of_date(root):
    plan = Plan("cpu", "requirements.txt", 1, 1)
    path = plan.requirements
    before = plan.sha256
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert plan.sha256 == before
