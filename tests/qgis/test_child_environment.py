"""The variables of the programs that the plugin starts."""

import pytest
from photo_geolocator.plugin.child_environment import clean_environment, pip_environment, proxy_url
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

HTTP = QNetworkProxy.ProxyType.HttpProxy
SOCKS = QNetworkProxy.ProxyType.Socks5Proxy


@pytest.fixture
def proxy(qgis_app):
    """Set QGIS's proxy and its exceptions, as its options do; returns a function."""
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    yield manager.setFallbackProxyAndExcludes
    manager.setFallbackProxyAndExcludes(*before)


def test_what_belongs_to_qgis_own_python_is_left_out(qgis_app, monkeypatch):
    foreign = ("PYTHONHOME", "PythonPath", "PIP_INDEX_URL", "PROJ_LIB", "GDAL_DATA", "LD_LIBRARY_PATH", "SSL_CERT_FILE")
    for name in foreign:
        monkeypatch.setenv(name, "/of/qgis")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    names = clean_environment().keys()
    assert not set(foreign) & set(names)
    assert {"LANG", "PATH", "PYTHONUTF8", "PYTHONNOUSERSITE"} <= set(names)


@pytest.mark.parametrize(
    ("one", "url"),
    [
        (QNetworkProxy(HTTP, "proxy.example", 3128), "http://proxy.example:3128"),
        (QNetworkProxy(HTTP, "proxy.example", 0, "me"), "http://me@proxy.example"),
        (
            QNetworkProxy(HTTP, "proxy.example", 80, "CORP\\me", "p@ss:/ß"),
            "http://CORP%5Cme:p%40ss%3A%2F%C3%9F@proxy.example:80",
        ),
        (QNetworkProxy(SOCKS, "proxy.example", 1080), "socks5://proxy.example:1080"),
        (QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), ""),
        (QNetworkProxy(HTTP, ""), ""),
    ],
)
def test_a_proxy_as_pip_takes_it(one, url):
    assert proxy_url(one) == url


def test_qgis_proxy_and_its_exceptions_are_pips(proxy):
    proxy(QNetworkProxy(HTTP, "proxy.example", 3128), ["https://index.corp.example:8443/simple"], ["mirror.example"])
    environment = pip_environment()
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        assert environment.value(name) == "http://proxy.example:3128"
    for name in ("NO_PROXY", "no_proxy"):
        assert environment.value(name) == "index.corp.example,mirror.example"


def test_without_a_proxy_in_qgis_the_systems_counts(proxy, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://system.example:8080")
    monkeypatch.setenv("NO_PROXY", "corp.example")
    proxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])
    environment = pip_environment()
    assert environment.value("HTTPS_PROXY") == "http://system.example:8080"
    assert environment.value("NO_PROXY") == "corp.example"
