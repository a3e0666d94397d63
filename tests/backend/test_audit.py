"""The audit of what is locked, with a list of vulnerabilities on this machine in place of osv.dev's."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("pip_audit", reason="make's test environment has the lint group")
REPOSITORY = Path(__file__).resolve().parents[2]
CANARY = ("pillow", "9.0.0")


@pytest.fixture
def audit(tmp_path, monkeypatch):
    """The script, with no more than three locked packages, and no explanations."""
    monkeypatch.syspath_prepend(str(REPOSITORY / ".ci"))
    import audit

    monkeypatch.setattr(audit, "REPOSITORY", tmp_path)
    monkeypatch.setattr(audit, "locked", lambda: {("numpy", "2.2.6"), ("numpy", "2.5.4"), ("h11", "0.16.0")})
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "audit.toml").touch()
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return audit


@pytest.fixture
def osv(monkeypatch):
    """What OSV knows: (name, version) -> ids. Ask it with POST /v1/query."""
    known = {CANARY: ["CVE-2022-22815"]}
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = (query["package"]["name"], query["version"])
            asked.append(key)
            found = [
                {"id": one, "affected": [{"package": {"name": key[0], "ecosystem": "PyPI"}, "ranges": [
                    {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]}]}
                for one in known.get(key, [])
            ]  # fmt: skip
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", f"http://127.0.0.1:{server.server_port}/v1/query")
    yield known, asked
    server.shutdown()
    server.server_close()


def test_clean(audit, osv, capsys):
    assert audit.main() == 0
    assert set(osv[1]) == {CANARY, *audit.locked()}  # both versions of numpy
    assert "OSV: 3 packages, 0 findings" in capsys.readouterr().out


def test_a_finding_fails_until_it_is_explained(audit, osv, capsys, tmp_path):
    osv[0]["h11", "0.16.0"] = ["CVE-2030-1"]
    assert audit.main() == 1
    assert "h11 0.16.0: CVE-2030-1, mended in 99.0." in capsys.readouterr().err
    (tmp_path / ".ci" / "audit.toml").write_text('[h11]\nCVE-2030-1 = "never done here"\n', encoding="utf-8")
    assert audit.main() == 0
    assert "1 findings, each explained" in capsys.readouterr().out


def test_an_explanation_has_to_explain(audit, tmp_path):
    finding = audit.Finding("h11", "0.16.0", frozenset({"CVE-2030-1", "GHSA-1"}), ())
    explanations = tmp_path / ".ci" / "audit.toml"
    assert list(audit.unexplained([finding])) == ["h11 0.16.0: CVE-2030-1, GHSA-1, not mended in any version."]
    explanations.write_text('[h11]\nGHSA-1 = "never done here"\n', encoding="utf-8")
    assert not list(audit.unexplained([finding]))
    explanations.write_text('[h11]\nGHSA-1 = " "\n', encoding="utf-8")
    assert "does not explain it" in next(audit.unexplained([finding]))
    explanations.write_text('[h12]\nGHSA-1 = "another package"\n', encoding="utf-8")
    assert len(list(audit.unexplained([finding]))) == 2


def test_a_list_that_knows_nothing_is_not_believed(audit, osv, capsys, monkeypatch):
    osv[0].clear()
    monkeypatch.setattr(audit, "SERVICES", {"osv": "OSV"})
    assert audit.main() == 2
    assert "nothing was looked up: OSV knows nothing of pillow 9.0.0" in capsys.readouterr().err


def test_no_list_within_reach_says_so(audit, capsys, monkeypatch):
    monkeypatch.setattr(audit, "SERVICES", {"osv": "OSV"})
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", "http://127.0.0.1:9/v1/query")
    assert audit.main() == 2
    told = capsys.readouterr().err
    assert "nothing was looked up: OSV did not answer" in told
    assert len(told.strip().splitlines()) == 1


def test_a_package_that_is_left_out_is_an_error(audit, monkeypatch):
    answer = {"dependencies": [{"name": "h11", "skip_reason": "not found"}]}

    def run(*_arguments, **_options):
        return type("Done", (), {"stdout": json.dumps(answer), "stderr": ""})

    monkeypatch.setattr(audit.subprocess, "run", run)
    with pytest.raises(audit.AuditError, match=r"left some out.*not found"):
        list(audit.look_up([("h11", "0.16.0")], "pypi"))


def test_every_lock_is_looked_up(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / ".ci"))
    sys.modules.pop("audit", None)
    import audit

    names = {name for name, _version in audit.locked()}
    assert {"numpy", "onnxruntime-gpu", "torch", "pytest-qgis", "scikit-learn", "ruff"} <= names
    assert not [version for _name, version in audit.locked() if "+" in version]
