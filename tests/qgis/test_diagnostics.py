import pytest
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.assets import PLUGIN_ROOT, plugin_version
from photo_geolocator.plugin.diagnostics import diagnostics
from photo_geolocator.plugin.environment import CPU, Environment, environment_folder, interpreter_of
from photo_geolocator.plugin.result import BundleInfo
from qgis.core import Qgis


@pytest.fixture
def data_folder(tmp_path):
    folder = tmp_path / "somebody" / "data"
    settings.set_data_folder(str(folder))
    yield folder
    settings.set_data_folder("")


def test_versions_and_state_without_a_path(qgis_app, data_folder):
    text = diagnostics()
    assert f"Photo Geolocator {plugin_version()}" in text
    assert Qgis.QGIS_VERSION in text
    assert "Environment: missing" in text
    assert "Backend: has not run" in text
    assert "somebody" not in text and str(PLUGIN_ROOT) not in text
    assert "Backend's Python: found, <plugin>/.venv/backend/" in text


def test_a_whole_environment_and_what_the_backend_told(qgis_app, data_folder):
    folder = environment_folder(data_folder)
    interpreter_of(folder).parent.mkdir(parents=True)
    interpreter_of(folder).touch()
    Environment(folder, "0.1.0", CPU.sha256, "cpu", "3.12.1").write()
    told = BundleInfo("starter", "1.2.0", "Starter", "CPUExecutionProvider", versions={"onnxruntime": "1.31.1"})
    text = diagnostics(
        backend=told,
        problem="photo /home/me/evidence/IMG 1.jpg can't be read; start again.",
        log=("WARNING x: C:\\Users\\Jane Doe\\a b.jpg", "at https://user:pw@proxy.example:3128"),
    )
    assert f"ready (made by 0.1.0, cpu, Python 3.12.1, requirements {CPU.sha256[:12]})" in text
    assert "bundle starter 1.2.0 on CPUExecutionProvider; onnxruntime 1.31.1" in text
    assert "Last problem: photo <path> can't be read" in text
    assert "  WARNING x: <path>" in text
    assert "at <address>" in text
    for secret in ("evidence", "Jane", "pw", "proxy.example"):
        assert secret not in text


def test_choices_without_their_secrets(qgis_app, data_folder):
    settings.set_remote_url("https://maps.corp.example:8443")
    settings.set_remote_token("hush" * 8)
    settings.set_bundle("/home/me/bundles/mine")
    settings.set_provider("cuda")
    settings.set_wheel_folder("/srv/case 7 of Jane")
    try:
        text = diagnostics(problem="/srv/case 7 of Jane lacks numpy, and Host maps.corp.example not found")
    finally:
        settings.set_wheel_folder("")
        settings.set_remote_url("")
        settings.set_remote_token("")
        settings.set_bundle("")
        settings.set_provider("auto")
    assert "Provider wanted: cuda; bundle wanted: mine; cache 512 MB; remote: https" in text
    assert "hush" not in text and "maps.corp" not in text
    assert "Last problem: <wheels> lacks numpy, and Host <remote> not found" in text
