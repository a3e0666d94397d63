"""Installing, listing and removing bundles: what stands in the folder of installed bundles is whole at any moment.

A bundle is unpacked and verified in the folder `incoming` beside it and put in its place by renaming. Whoever is killed
on the way leaves something in `incoming` alone; the next command puts back a bundle that was about to be replaced and
deletes the rest. Only one process at a time installs or removes.
"""

from __future__ import annotations

import lzma
import os
import re
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from .bundle import (
    LARGEST_MANIFEST,
    STARTER,
    Bundle,
    load_bundle,
    read_manifest,
    sha256_of_file,
)
from .bundle_contents import check_contents
from .errors import BundleError
from .installed import bundles_folder, find_bundle, installed_bundles
from .manifest import MANIFEST, is_safe_name
from .whole_files import keep, keep_names

_MOST_BYTES = 20 * 10**9
_MOST_ENTRIES = 10_000
# Files of a bundle are packed 100 times smaller at best, a bomb more than 1000 times; small ones do no harm.
_HIGHEST_RATIO, _LEAST_BOMB = 200, 10**9
_MOST_READ = 16 * 2**20  # bytes of a zip file at a time: its list of files is read whole, and has 1 MB for 10,000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OLD = "replaced-"
_BLOCK = 2**20


def list_bundles() -> list[dict[str, Any]]:
    """Every installed bundle, the starter first, as `describe` has them; their files are not compared.

    `problem` says what is wrong with one that can't be used.
    """
    # One that was about to be replaced when its replacement was killed is there again.
    if _incoming().is_dir() and any(_incoming().iterdir()):
        with suppress(BundleError), _alone():
            pass
    return [_glance(find_bundle(name), name) for name in installed_bundles()]


def verify_bundle(wanted: str) -> dict[str, Any]:
    """Compare every file of a bundle, by name or folder, with its SHA-256, and look at what they hold.

    Raises BundleError when one is not as listed, or does not fit.
    """
    path = find_bundle(wanted)
    bundle = load_bundle(path)
    check_contents(bundle)
    return describe(bundle, path.name if path.parent == bundles_folder() else None)


def install_bundle(source: Path, sha256: str | None = None) -> dict[str, Any]:
    """Install a zip file or a folder under the bundle's own name, in place of one of that name that is there already.

    sha256: of the zip file; with it nothing of another file is unpacked. Raises BundleError when the source is no whole
    bundle, when it is dangerous to unpack, when there is no room, or while another process installs or removes.
    """
    if sha256 is not None and not _SHA256.fullmatch(sha256 := sha256.strip().lower()):
        raise BundleError("The SHA-256 of a bundle has 64 hexadecimal digits: copy it from whoever published it.")
    if not source.exists():
        raise BundleError(f"There is no file or folder '{source.name}' to install.", code="bundle_missing")
    if not (source.is_dir() or source.is_file()):
        raise BundleError(f"'{source.name}' is a device or a pipe, not a bundle: name a zip file or a folder.")
    if source.is_dir() and sha256 is not None:
        raise BundleError(f"'{source.name}' is a folder, and a SHA-256 is that of a zip file: leave it out.")
    with _alone() as incoming:
        copy = incoming / secrets.token_hex(8) / (source.stem or "bundle")
        try:
            copy.mkdir(parents=True)
            if source.is_dir():
                _copy_folder(source, copy)
            else:
                _unpack(source, copy, sha256)
            bundle = load_bundle(copy)
            if not is_safe_name(bundle.name) or bundle.name.lower() == STARTER.name:
                raise BundleError(
                    f"The bundle '{source.name}' calls itself '{bundle.name[:100]}', which no installed bundle can be"
                    " called: ask whoever made it for another name."
                )
            check_contents(bundle)
            _put_in_place(copy, bundles_folder() / bundle.name, incoming)
        except OSError as error:
            raise BundleError(
                f"The bundle '{source.name}' can't be installed ({error.strerror or error}): check the disk's free"
                " space and the permissions of the data folder.",
                code="bundle_not_installed",
            ) from error
        finally:
            shutil.rmtree(copy.parent, ignore_errors=True)
        return describe(Bundle(bundles_folder() / bundle.name, bundle.manifest, bundle.sha256), bundle.name)


def remove_bundle(name: str) -> str:
    """Delete an installed bundle and return its name; BundleError for the starter and for one that is not there."""
    if name == STARTER.name:
        raise BundleError("The starter bundle comes with the plugin and can't be removed.")
    path = bundles_folder() / name
    if not is_safe_name(name) or not path.is_dir():
        names = ", ".join(f"'{n}'" for n in installed_bundles()[1:]) or "none"
        raise BundleError(
            f"There is no installed bundle '{name[:100]}' to remove; there are: {names}.", code="bundle_missing"
        )
    with _alone() as incoming:
        try:
            # It is gone at once; deleting its gigabytes may be cut short.
            gone = incoming / secrets.token_hex(8)
            path.rename(gone)
        except OSError as error:
            raise BundleError(
                f"The bundle '{name}' can't be removed ({error.strerror}): end every backend that uses it first."
            ) from error
        shutil.rmtree(gone, ignore_errors=True)
    return name


def describe(bundle: Bundle, name: str | None = None) -> dict[str, Any]:
    """What the commands say of a bundle whose files were just compared with their SHA-256.

    name: that it is installed under, else the bundle's own. sha256: the manifest's, which holds those of all files.
    """
    size = sum((bundle.path / file).stat().st_size for file in bundle.manifest["files"])
    return {
        "name": name or bundle.name,
        "version": bundle.version,
        "title": bundle.manifest["title"],
        "license": bundle.manifest["license"],
        "path": str(bundle.path),
        "sha256": bundle.sha256,
        "size_bytes": size,
        "shipped": bundle.path == STARTER,
        "verified": True,
        "problem": None,
    }


def _glance(path: Path, name: str) -> dict[str, Any]:
    try:
        manifest, sha256 = read_manifest(path / MANIFEST)
        return describe(Bundle(path, manifest, sha256), name) | {"verified": False}
    except (BundleError, OSError) as error:
        problem = (
            str(error) if isinstance(error, BundleError) else f"The bundle '{name}' lacks files: install it again."
        )
        nothing = dict.fromkeys(("version", "title", "license", "sha256", "size_bytes"))
        return {"name": name, **nothing, "path": str(path), "shipped": False, "verified": False, "problem": problem}


def _copy_folder(source: Path, copy: Path) -> None:
    manifest, _ = read_manifest(source / MANIFEST)
    files = {MANIFEST: source / MANIFEST} | {name: source / name for name in manifest["files"]}
    for name, path in files.items():
        if path.is_symlink() or not path.is_file():
            raise BundleError(f"The bundle '{source.name}' lacks its file '{name}': get it again.")
    _check_room(sum(path.stat().st_size for path in files.values()), copy, source.name)
    for name, path in files.items():
        shutil.copyfile(path, copy / name)


def _unpack(source: Path, copy: Path, sha256: str | None) -> None:
    """Take the manifest and the files that it lists, and nothing else, out of a zip file."""
    name = source.name
    with source.open("rb") as file:
        if sha256 is not None and (found := sha256_of_file(file)) != sha256:
            raise BundleError(
                f"The file '{name}' has SHA-256 {found[:12]}…, not {sha256[:12]}…: nothing was installed; get it again"
                " from whoever published it.",
                code="bundle_altered",
            )
        try:
            # The very file that was hashed, not another one that has taken its name; ZipFile finds its own way in it.
            with zipfile.ZipFile(_Bounded(file)) as archive:
                entries, folder = _entries(archive, name)
                _write(archive, entries[folder + MANIFEST], copy / MANIFEST, LARGEST_MANIFEST)
                manifest, _ = read_manifest(copy / MANIFEST)
                listed = list(manifest["files"])
                for missing in (n for n in listed if folder + n not in entries):
                    raise BundleError(f"The bundle '{name}' lacks its file '{missing}': get it again.")
                size = sum(entries[folder + n].file_size for n in listed)
                if size > max(_LEAST_BOMB, _HIGHEST_RATIO * source.stat().st_size):
                    raise BundleError(
                        f"The file '{name}' would unpack to {size / 1e9:.1f} GB, far more than it has: it is refused.",
                        code="bundle_unsafe",
                    )
                _check_room(size, copy, name)
                for n in listed:
                    _write(archive, entries[folder + n], copy / n, _MOST_BYTES)
        except (
            zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError, struct.error,
            zlib.error, lzma.LZMAError,
        ) as error:  # fmt: skip
            raise BundleError(f"The file '{name}' is no zip file that can be read whole: get it again.") from error


class _Bounded:
    """A file of which no more than `_MOST_READ` bytes are read at a time; zipfile.BadZipFile otherwise."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, _MOST_READ + 1) if size >= 0 else _MOST_READ + 1)
        if len(data) > _MOST_READ:
            raise zipfile.BadZipFile("more than a bundle's list of files")
        return data


def _entries(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, zipfile.ZipInfo], str]:
    """The files of a zip by name, and the folder in it, "" or "x/", that holds the manifest.

    Raises BundleError where a name leads out of the folder that it is unpacked to, a file is a link, encrypted or twice
    there, or where there is not exactly one bundle.
    """
    entries: dict[str, zipfile.ZipInfo] = {}
    infos = archive.infolist()
    if len(infos) > _MOST_ENTRIES:
        raise BundleError(f"The file '{name}' holds {len(infos)} files, more than a bundle has: it is refused.")
    for info in infos:
        path = PurePosixPath(info.filename)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if (
            path.is_absolute()
            or ".." in path.parts
            or any(c in info.filename for c in "\\:\0")
            or kind not in (0, stat.S_IFREG, stat.S_IFDIR)
            or info.flag_bits & 1
            or info.filename in entries
        ):
            raise BundleError(
                f"The file '{name}' holds '{info.filename[:100]}', which is not safe to unpack: it is refused.",
                code="bundle_unsafe",
            )
        if not info.is_dir():
            entries[info.filename] = info
    manifests = [entry for entry in entries if PurePosixPath(entry).name == MANIFEST and entry.count("/") <= 1]
    if len(manifests) != 1:
        raise BundleError(f"The file '{name}' holds {len(manifests) or 'no'} manifest.json: it must be one bundle.")
    return entries, manifests[0].removesuffix(MANIFEST)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, most_bytes: int) -> None:
    """Unpack one file; what it declares as its size is all that is taken from it."""
    if entry.file_size > most_bytes:
        raise BundleError(f"The file '{entry.filename[:100]}' of the bundle is too large: it is refused.")
    with archive.open(entry) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file, _BLOCK)


def _check_room(size: int, folder: Path, name: str) -> None:
    if size > _MOST_BYTES:
        raise BundleError(f"The bundle '{name}' would take {size / 1e9:.0f} GB, more than a bundle may: it is refused.")
    free = shutil.disk_usage(folder).free
    if size > free:
        raise BundleError(
            f"The bundle '{name}' needs {size / 1e6:.0f} MB, and the disk of the data folder has {free / 1e6:.0f} MB"
            " free: make room first.",
            code="bundle_not_installed",
        )


def _put_in_place(copy: Path, place: Path, incoming: Path) -> None:
    """Rename a verified bundle to its place; one that is there already comes back should that fail."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for path in copy.rglob("*"):
        if path.is_file():
            keep(path)
    old = incoming / f"{_OLD}{place.name}"
    if place.exists():
        place.rename(old)
    try:
        copy.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    keep_names(place.parent)
    shutil.rmtree(old, ignore_errors=True)


def _recover(incoming: Path) -> None:
    """Put back what was about to be replaced, and delete what a killed process left."""
    for left in incoming.iterdir():
        place = bundles_folder() / left.name.removeprefix(_OLD)
        if left.name.startswith(_OLD) and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            left.rename(place)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _incoming() -> Path:
    return bundles_folder().parent / "incoming"


@contextmanager
def _alone() -> Iterator[Path]:
    """The folder `incoming`, cleaned, for the one process that may change the installed bundles.

    The system's own lock ends with the process that holds it, however it ends.
    """
    incoming = _incoming()
    with ExitStack() as stack:
        try:
            incoming.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context((incoming.parent / "bundles.lock").open("ab"))
            if not _locked(lock):
                raise BundleError(
                    "Another process installs or removes a bundle: wait until it has ended.", code="bundles_locked"
                )
            _recover(incoming)
        except OSError as error:
            raise BundleError(
                f"The data folder can't be written to ({error.strerror}): check its permissions.",
                code="bundle_not_installed",
            ) from error
        yield incoming


def _locked(file: BinaryIO) -> bool:
    """Take the system's lock of a file; False while another process has it."""
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
