"""The address of a remote backend: whether it is one, and how photos travel there."""

from __future__ import annotations

from enum import Enum

from qgis.PyQt.QtCore import QUrl

from .translation import tr

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


class Way(Enum):
    """How photos travel to an address."""

    NONE = "no address"
    LOOPBACK = "http to this machine"
    ENCRYPTED = "https"
    PLAIN = "http"


def way_to(address: str) -> Way:
    """Return how photos travel to `address`, `Way.NONE` where it is not `http://` or `https://` with host and port.

    It is read by what sends the requests, so that both see the same host. A name or a password in it is refused: the
    token is the secret, and an address is shown.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    is_plain_address = not ("@" in address or url.hasQuery() or url.hasFragment())
    if not url.isValid() or not url.host() or url.port(1) == 0 or not is_plain_address:
        return Way.NONE
    if url.scheme() == "https":
        return Way.ENCRYPTED
    if url.scheme() == "http":
        return Way.LOOPBACK if url.host() in LOOPBACK_HOSTS else Way.PLAIN
    return Way.NONE


def host_of(address: str) -> str:
    """Return the host in `address`, an empty text where there is none."""
    return QUrl(address).host()


def where_photos_go(address: str) -> str:
    """Return in a sentence what becomes of photos; an empty `address` is the backend on this machine."""
    if not address:
        return tr("Photos stay on this machine.")
    if way_to(address) is Way.NONE:
        return tr("No photo is sent: the remote backend's address in the options is none.")
    return tr("Photos are sent to {host}.").format(host=host_of(address))
