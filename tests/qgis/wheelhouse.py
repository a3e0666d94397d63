"""Tiny wheels, and a backend that needs one: what a set-up without the internet is made of."""

import base64
import hashlib
import subprocess
import zipfile

SYSTEM_PYTHON = "/usr/bin/python3"

BACKEND = """
import json, platform, sys
import tiny_geo
assert sys.argv[1:] == ["info", "--json"], sys.argv
print("a library says hello")
print(json.dumps({"provider": tiny_geo.PROVIDER, "versions": {"python": platform.python_version()}}))
"""


def make_wheel(folder, name="tiny_geo", version="1.0", source="PROVIDER = 'CPUExecutionProvider'\n", requires=()):
    """Write a wheel of one module."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        + "".join(f"Requires-Dist: {other}\n" for other in requires),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text.encode())}\n"
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    folder.mkdir(exist_ok=True)
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return wheel


def make_plugin(root, requirements="tiny_geo>=1\n", backend=BACKEND):
    """Write a plugin's folder: requirements and a backend that says what it runs on."""
    package = root / "backend"
    package.mkdir(parents=True)
    for name in ("requirements.txt", "requirements-cuda.txt"):
        (package / name).write_text("# what the tests need\n" + requirements, encoding="utf-8")
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(backend, encoding="utf-8")
    return root


def make_quick_python(folder):
    """Write a Python that makes environments by copying one: pip's own set-up takes many seconds each time."""
    subprocess.run([SYSTEM_PYTHON, "-m", "venv", folder / "template"], check=True)
    script = folder / "python3"
    script.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        f'*" venv "*) for last; do :; done; exec cp -R "{folder}/template" "$last";;\n'
        f'*) exec {SYSTEM_PYTHON} "$@";;\n'
        "esac\n"
    )
    script.chmod(0o755)
    return script
