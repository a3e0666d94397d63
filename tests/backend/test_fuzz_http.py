"""Hostile HTTP, by machine: requests made from the server's own OpenAPI document, valid ones and all sorts of others.

Status, content type, headers and body of every answer must be as documented, and none may be a fault of the server.
`make fuzz-http` makes many more: PHOTO_GEOLOCATOR_FUZZ holds Schemathesis's options for that.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.backend.live_server import ROOT, TOKEN, live

OPTIONS = os.environ.get("PHOTO_GEOLOCATOR_FUZZ", "--phases fuzzing --max-examples 2").split()
# What a document can't say: bytes that are no photo, a recall that a bundle does not promise, one of two parameters.
NOT_SAID = "positive_data_acceptance"


def test_every_request_gets_a_documented_answer(raw_bundle, jpeg, tmp_path):
    with live(raw_bundle) as server:
        done = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"), "run", f"{server.url}/v1/openapi.json",
                "--header", f"Authorization: Bearer {TOKEN}", "--exclude-checks", NOT_SAID,
                *OPTIONS, "--seed", "1", "--generation-database", "none",
                "--request-timeout", "60", "--no-color",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=7200, check=False,
            env={
                **os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.backend.fuzz_hooks",
                "FUZZ_PORT": str(server.port), "FUZZ_PHOTO": jpeg.hex(),
            },
        )  # fmt: skip
        print(done.stdout)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in server.log_text(), server.log_text()
        assert server.wait(server.submit(jpeg), "done", "failed")["state"] == "done"
