"""Look up every locked package among known vulnerabilities: `python .ci/audit.py`.

pip-audit asks OSV (osv.dev), or where that can't be reached the package index's own list. A list that finds nothing
wrong with an old Pillow, of which much is known, is not believed: an index's copy may leave that part out. A finding
fails unless `.ci/audit.toml` explains it; an explanation that nothing needs any more fails too.

Exit codes: 0 clean or explained, 1 findings, 2 nothing could be looked up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tomllib
from requirements import FILES, REPOSITORY, pinned

EXPLAINED = ".ci/audit.toml"
SERVICES = {"osv": "OSV", "pypi": "the package index's list"}
KNOWN_TO_BE_VULNERABLE = ("pillow", "9.0.0")
SECONDS = 900


class AuditError(Exception):
    """Nothing, or not everything, could be looked up; the message is for the person."""


@dataclass(frozen=True)
class Finding:
    """A known vulnerability of a locked package: its name and version, all ids of it, where it is mended."""

    package: str
    version: str
    ids: frozenset[str]
    mended: tuple[str, ...]

    def __str__(self) -> str:
        mended = f"mended in {', '.join(self.mended)}" if self.mended else "not mended in any version"
        return f"{self.package} {self.version}: {', '.join(sorted(self.ids))}, {mended}"


def locked() -> set[tuple[str, str]]:
    """Every locked package with each of its versions, as an index names them."""
    everything = ((name, version) for path in FILES for name, versions in pinned(path).items() for version in versions)
    return {(name, version.partition("+")[0]) for name, version in everything}


def look_up(packages: Iterable[tuple[str, str]], service: str) -> Iterator[Finding]:
    """What a service knows of packages; AuditError when it leaves one out or does not answer."""
    for batch in _one_version_each(packages):
        with tempfile.TemporaryDirectory(prefix="photo_geolocator_audit_") as scratch:
            path = Path(scratch) / "locked.txt"
            path.write_text("".join(f"{name}=={version}\n" for name, version in batch), encoding="utf-8")
            options = ("--no-deps", "--disable-pip", "--progress-spinner=off", "--format=json", "--aliases=on")
            command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, *options, "-r", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
        try:
            answers = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError) as error:
            last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise AuditError(f"{SERVICES[service]} did not answer: {last[0]}") from error
        left_out = [one.get("skip_reason", "") for one in answers if "vulns" not in one]
        if left_out or len(answers) < len(batch):
            raise AuditError(f"{SERVICES[service]} left some out: {left_out[:1] or 'without a word'}")
        for one in answers:
            for found in one["vulns"]:
                ids = frozenset((found["id"], *found["aliases"]))
                yield Finding(one["name"], one["version"], ids, tuple(found["fix_versions"]))


def _one_version_each(packages: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Packages in as many lists as one has versions: pip-audit takes one of each."""
    batches: list[dict[str, str]] = []
    for name, version in sorted(packages):
        batch = next((one for one in batches if name not in one), None)
        if batch is None:
            batches.append(batch := {})
        batch[name] = version
    return [list(batch.items()) for batch in batches]


def service() -> str:
    """The first of `SERVICES` that can be believed; AuditError with why each can't."""
    reasons = []
    for one, called in SERVICES.items():
        try:
            if any(look_up([KNOWN_TO_BE_VULNERABLE], one)):
                return one
            reasons.append(
                f"{called} knows nothing of {' '.join(KNOWN_TO_BE_VULNERABLE)}, which is known to be vulnerable"
            )
        except AuditError as error:
            reasons.append(str(error))
    raise AuditError(f"nothing was looked up: {'; '.join(reasons)}")


def unexplained(findings: list[Finding]) -> Iterator[str]:
    """Findings without an explanation, and explanations without a finding, one sentence each."""
    explanations = tomllib.loads((REPOSITORY / EXPLAINED).read_text(encoding="utf-8"))
    for finding in findings:
        if not finding.ids & set(explanations.get(finding.package, {})):
            yield f"{finding}."
    for package, whys in explanations.items():
        for one, why in whys.items():
            if not any(finding.package == package and one in finding.ids for finding in findings):
                yield f"{EXPLAINED} explains {one} of {package}, which is found no more: take it out."
            if not why.strip():
                yield f"{EXPLAINED} names {one} of {package} and does not explain it."


def main() -> int:
    """Look everything up, print what was found and return the exit code."""
    try:
        asked = service()
        packages = locked()
        findings = sorted(look_up(packages, asked), key=str)
    except AuditError as error:
        print(f"error: {error}.", file=sys.stderr)
        return 2
    problems = list(unexplained(findings))
    if problems:
        print("\n".join(f"error: {one}" for one in problems), file=sys.stderr)
        return 1
    print(f"{SERVICES[asked]}: {len(packages)} packages, {len(findings)} findings, each explained in {EXPLAINED}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
