"""The environment variables of the programs that the plugin starts: QGIS's own without what belongs to its Python."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QProcessEnvironment
from qgis.PyQt.QtNetwork import QNetworkProxy

from . import settings
from .folders import bundles_data_folder, cache_folder

# QGIS sets these for its own Python, GDAL and PROJ; in another Python they would load the wrong ones.
FOREIGN_PREFIXES = ("PYTHON", "PIP_", "GDAL_", "PROJ_", "DYLD_", "CONDA_")
FOREIGN_NAMES = (
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
)
PROXY_SCHEMES = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
}


def clean_environment() -> QProcessEnvironment:
    """Return this process's environment without what belongs to QGIS's own Python, GDAL and PROJ."""
    environment = QProcessEnvironment.systemEnvironment()
    names = environment.keys()
    for name in names:
        if name.upper().startswith(FOREIGN_PREFIXES) or name.upper() in FOREIGN_NAMES:
            environment.remove(name)
    environment.insert("PYTHONUTF8", "1")
    environment.insert("PYTHONNOUSERSITE", "1")
    return environment


def backend_environment() -> QProcessEnvironment:
    """Return the environment of the backend: clean, with the folders and the cache's size."""
    environment = clean_environment()
    environment.insert("PHOTO_GEOLOCATOR_CACHE", str(cache_folder()))
    environment.insert("PHOTO_GEOLOCATOR_CACHE_MB", str(settings.cache_mb()))
    environment.insert("PHOTO_GEOLOCATOR_DATA", str(bundles_data_folder()))
    return environment


def pip_environment() -> QProcessEnvironment:
    """Return the environment of pip: clean, with QGIS's proxy. It holds the proxy's password: never log it."""
    environment = clean_environment()
    manager = QgsNetworkAccessManager.instance()
    proxy = proxy_url(manager.fallbackProxy())
    if proxy:
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
            environment.insert(name, proxy)
        for name in ("NO_PROXY", "no_proxy"):
            environment.insert(name, ",".join(map(_host, [*manager.excludeList(), *manager.noProxyList()])))
    return environment


def _host(address: str) -> str:
    """Return the host of what QGIS lists as an exception to its proxy: the beginning of a URL, or a host already."""
    return urlsplit(address if "//" in address else f"//{address}").hostname or address


def proxy_url(proxy: QNetworkProxy) -> str:
    """Return a proxy of QGIS's settings as a URL, an empty text for none."""
    scheme = PROXY_SCHEMES.get(proxy.type())
    if scheme is None or not proxy.hostName():
        return ""
    account = ""
    if proxy.user():
        password = f":{quote(proxy.password(), safe='')}" if proxy.password() else ""
        account = f"{quote(proxy.user(), safe='')}{password}@"
    port = f":{proxy.port()}" if proxy.port() else ""
    return f"{scheme}://{account}{proxy.hostName()}{port}"
