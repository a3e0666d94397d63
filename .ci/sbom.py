"""Write the release's bill of materials, `build/photo_geolocator-VERSION.cdx.json`, beside its package.

CycloneDX 1.6 (https://cyclonedx.org): the package with its SHA-256, the data and networks in it, the packages that the
backend's set-up installs with the SHA-256 of every file that it accepts, and the libraries inside of these; licences as
in `.ci/licences.toml`. One commit, the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from fnmatch import fnmatchcase
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from licences import table
from package import FOLDER, REPOSITORY, PackageError, files, git, metadata
from packageurl import PackageURL
from packaging.utils import canonicalize_name
from requirements import CPU, CUDA, pins, version

NETWORKS = (".onnx", ".npz")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, FOLDER)
LOCKED = re.compile(r"^([a-z0-9][^ \\]*).*((?:\\\n +--hash=sha256:[0-9a-f]{64} ?)+)", re.MULTILINE)


def bill(package: Path) -> str:
    """The bill of materials of a package, as JSON."""
    about = metadata((REPOSITORY / "metadata.txt").read_text(encoding="utf-8"))
    whole = Component(
        name=about["name"],
        version=about["version"],
        type=ComponentType.APPLICATION,
        bom_ref=package.name,
        licenses=[LicenseExpression(about["license"])],
        hashes=[_sha256(package.read_bytes())],
        description=about["description"],
    )
    bom = Bom(
        metadata=BomMetaData(
            component=whole,
            timestamp=datetime.fromtimestamp(int(git("log", "-1", "--format=%ct")), timezone.utc),
        ),
        serial_number=uuid.uuid5(NAMESPACE, str(whole.hashes[0].content)),
    )
    installed = {component.bom_ref.value: component for component in _installed()}
    parts = [*_data(), *installed.values()]
    for component in parts:
        bom.components.add(component)
    bom.register_dependency(whole, parts)
    for component, packages in _inside():
        bom.components.add(component)
        for one in installed.values():
            if one.name in packages:
                bom.register_dependency(one, [component])
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1) + "\n"


def _data() -> Iterator[Component]:
    for path in files():
        for entry in table()["data"]:
            if any(fnmatchcase(path, pattern) for pattern in entry["files"]):
                is_network = path.endswith(NETWORKS)
                yield Component(
                    name=path,
                    type=ComponentType.MACHINE_LEARNING_MODEL if is_network else ComponentType.DATA,
                    bom_ref=path,
                    licenses=[LicenseExpression(entry["licence"])],
                    hashes=[_sha256((REPOSITORY / path).read_bytes())],
                    description=entry["name"],
                    copyright=entry["by"],
                )


def _installed() -> Iterator[Component]:
    """Each version of each package that a lock of the backend accepts; what a GPU alone asks for is optional."""
    texts = {path: (REPOSITORY / path).read_text(encoding="utf-8") for path in (CPU, CUDA)}
    everywhere = {(pin.name, version(pin)) for pin in pins(texts[CPU])}
    hashes = {
        found[1]: re.findall(r"sha256:(\w+)", found[2]) for text in texts.values() for found in LOCKED.finditer(text)
    }
    for pinned, accepted in sorted(hashes.items()):
        name, number = pinned.split("==")
        address = PackageURL("pypi", name=canonicalize_name(name), version=number)
        yield Component(
            name=name,
            version=number,
            type=ComponentType.LIBRARY,
            bom_ref=address.to_string(),
            purl=address,
            scope=ComponentScope.REQUIRED if (name, number) in everywhere else ComponentScope.OPTIONAL,
            licenses=[LicenseExpression(table()["packages"][canonicalize_name(name)])],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in accepted],
            properties=[Property(name="photo-geolocator:hashes", value="one for each file that the set-up accepts")],
        )


def _inside() -> Iterator[tuple[Component, list[str]]]:
    """The libraries inside of packages, each with the packages' names; the wheels don't all tell their versions."""
    for library in table()["libraries"]:
        yield (
            Component(
                name=library["name"],
                type=ComponentType.LIBRARY,
                bom_ref=f"inside:{library['name']}",
                licenses=[LicenseExpression(library["licence"])],
                description=f"inside of {', '.join(library['packages'])} on one system or another",
            ),
            library["packages"],
        )


def _sha256(data: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(data).hexdigest())


def main(arguments: list[str] | None = None) -> int:
    """Write the bill beside the package and return the exit code."""
    parser = argparse.ArgumentParser(description="Write the bill of materials of the plugin's package.")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "build", help="folder of the package (default: build)")
    options = parser.parse_args(arguments)
    try:
        number = metadata((REPOSITORY / "metadata.txt").read_text(encoding="utf-8"))["version"]
        package = options.out / f"{FOLDER}-{number}.zip"
        if not package.is_file():
            raise PackageError(f"{package} is missing: run `make package`.")
        text = bill(package)
    except PackageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    path = package.with_suffix(".cdx.json")
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path}: {text.count(chr(34) + 'bom-ref' + chr(34))} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
