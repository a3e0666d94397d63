"""Where the server listens: on this machine alone, or, when asked to, for others, encrypted and under its names."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from .connections import Listener
from .errors import ServerError

LOOPBACK = "127.0.0.1"
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")


@dataclass(frozen=True)
class Listening:
    """What was asked for on the command line; port 0 is any free one.

    names: what others call this machine, as host names or addresses; certificate, key: PEM files.
    """

    host: str = LOOPBACK
    port: int = 0
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    insecure: bool = False

    @property
    def tls(self) -> bool:
        """Whether what travels is encrypted."""
        return self.certificate is not None

    def open(self) -> tuple[socket.socket, tuple[str, ...]]:
        """A socket that listens, and the names in a request's Host that mean it, those for others first.

        Raises ServerError when others could read along or could not reach it, or when certificate, key, name or address
        can't be used. Nothing listens then.
        """
        names = tuple(_checked_name(name) for name in self.names)
        family, address = _resolve(self.host)
        number = ipaddress.ip_address(address.partition("%")[0])
        if number.is_loopback:
            names = (*names, _checked_name(address))
        else:
            if not self.tls and not self.insecure:
                raise ServerError(
                    f"Other computers can reach the address {self.host}, and photos and token would travel to it"
                    " unencrypted: give --tls-certificate and --tls-key, or accept it with --insecure.",
                    code="insecure_refused",
                )
            if not number.is_unspecified:
                names = (*names, _checked_name(self.host))
            elif not names:
                raise ServerError(
                    f"The address {self.host} stands for every one of this machine: say with --name under which host"
                    " name others reach it.",
                    code="name_missing",
                )
        self._check_tls()
        return self._bind(family, address), (*names, LOOPBACK, "localhost", "[::1]")

    def url(self, port: int, names: tuple[str, ...]) -> str:
        """The address to give to others."""
        return f"{'https' if self.tls else 'http'}://{names[0]}:{port}"

    def _check_tls(self) -> None:
        if self.insecure and self.tls:
            raise ServerError("Give a certificate or --insecure, not both: with a certificate nothing is insecure.")
        if (self.certificate is None) != (self.key is None):
            raise ServerError("A certificate needs its key, and a key its certificate: give both --tls-... options.")
        if self.certificate is None:
            return
        for path in (self.certificate, self.key):
            if not path.is_file():
                raise ServerError(f"There is no file '{path.name}': name the certificate and the key as PEM files.")
        try:
            # A key under a password would be asked for on the terminal: an empty one is refused at once.
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key, password=lambda: b"")
        except (OSError, ValueError) as error:
            raise ServerError(
                f"The certificate '{self.certificate.name}' and the key '{self.key.name}' can't be used"
                f" ({getattr(error, 'reason', None) or error}): give PEM files that belong together, the key without a"
                " password.",
                code="certificate_unusable",
            ) from error

    def _bind(self, family: int, address: str) -> socket.socket:
        listener = Listener(family, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, self.port))
            # Bound is not enough: a listening port is what a second backend must find taken.
            listener.listen(128)
        except (OSError, OverflowError) as error:
            listener.close()
            raise ServerError(
                f"The port {self.port} can't be used ({getattr(error, 'strerror', None) or error}): choose another one,"
                " or 0 for any free port.",
                code="port_unavailable",
            ) from error
        return listener


def _resolve(host: str) -> tuple[int, str]:
    """The family and the numeric address of a host."""
    try:
        family, *_, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError) as error:
        raise ServerError(
            f"The address '{host[:100]}' is not one of this machine's: give an IP address, such as 0.0.0.0 for all.",
            code="address_unavailable",
        ) from error
    return family, address[0]


def _checked_name(name: str) -> str:
    """A host name or an address as it stands in a request's Host, in lower case; ServerError for anything else."""
    lower = name.strip().lower()
    try:
        address = ipaddress.ip_address(lower.strip("[]"))
    except ValueError:
        if _NAME.fullmatch(lower):
            return lower
        raise ServerError(
            f"'{name[:100]}' is no host name: give it as in geolocator.example.org, without https:// and port.",
            code="name_invalid",
        ) from None
    return f"[{address}]" if address.version == 6 else str(address)
