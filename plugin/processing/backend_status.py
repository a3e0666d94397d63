"""*Backend status*: starts the backend and tells what runs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ..result import BundleInfo
from ..translation import tr
from ..whole_files import write_whole
from .algorithm import Algorithm, help_text
from .waiting import BackendSession

OUTPUT_HTML = "OUTPUT_HTML"


class BackendStatus(Algorithm):
    """Asks the backend which bundle, networks and execution provider really run."""

    ID = "backendstatus"

    def displayName(self) -> str:
        """Return the title."""
        return tr("Backend status")

    def shortDescription(self) -> str:
        """Return the tool tip."""
        return tr("Starts the backend, verifies its bundle and tells what runs.")

    def tags(self) -> list:
        """Return further words to find the algorithm by."""
        return tr("backend,bundle,version,gpu,cuda,cpu,check,diagnostics").split(",")

    def shortHelpString(self) -> str:
        """Return the help beside the parameters."""
        return help_text(
            tr(
                "Starts the backend as a photo would, which verifies every file of the bundle against its checksum, "
                "and tells what really runs: CPU or GPU, and why."
            ),
            [(tr("Report"), tr("the same as a page of HTML."))],
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Add parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterFileDestination(OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True)
        )
        for name, title in (
            ("VERSION", tr("Version of the backend")),
            ("PROVIDER", tr("What it runs on")),
            ("PROVIDER_NOTE", tr("Why it does not run on something faster")),
            ("BUNDLE", tr("Bundle")),
            ("BUNDLE_VERSION", tr("Version of the bundle")),
            ("BUNDLE_SHA256", tr("SHA-256 of the bundle's manifest")),
            ("NETWORKS", tr("Networks")),
        ):
            self.addOutput(QgsProcessingOutputString(name, title))
        self.addOutput(QgsProcessingOutputNumber("VALIDATION_PHOTOS", tr("Photos behind the calibration")))
        self.addOutput(QgsProcessingOutputBoolean("VERIFIED", tr("Bundle verified")))

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Ask, and report; a backend that can't start ends the run with its own sentence."""
        with BackendSession(feedback) as session:
            feedback.setProgressText(tr("Starting the backend …"))
            bundle = session.bundle()
        lines = _lines(bundle)
        for title, value in lines:
            feedback.pushInfo(f"{title}: {value}")
        outputs = {
            "VERSION": bundle.versions.get("backend", ""),
            "PROVIDER": bundle.provider,
            "PROVIDER_NOTE": bundle.provider_note,
            "BUNDLE": bundle.name,
            "BUNDLE_VERSION": bundle.version,
            "BUNDLE_SHA256": bundle.manifest_sha256,
            "NETWORKS": "; ".join(_network_texts(bundle)),
            "VALIDATION_PHOTOS": bundle.validation_photos or 0,
            "VERIFIED": True,  # a backend whose bundle lacks a file or has an altered one does not start
        }
        page = self.parameterAsFileOutput(parameters, OUTPUT_HTML, context)
        if page:
            write_whole(Path(page), _page(lines).encode("utf-8"))
            outputs[OUTPUT_HTML] = page
        return outputs


def _network_texts(bundle: BundleInfo) -> list:
    return [f"{one.name}: {one.file}, {one.precision}, {one.provider}" for one in bundle.networks]


def _lines(bundle: BundleInfo) -> list:
    return [
        (tr("Bundle"), f"{bundle.title} ({bundle.name} {bundle.version}, {bundle.license})"),
        (tr("SHA-256 of the bundle's manifest"), bundle.manifest_sha256),
        (tr("Every file of the bundle verified"), tr("yes")),
        (tr("Photos behind the calibration"), str(bundle.validation_photos or 0)),
        (tr("Runs on"), bundle.provider),
        *([(tr("Note"), bundle.provider_note)] if bundle.provider_note else []),
        *((tr("Network"), text) for text in _network_texts(bundle)),
        *((tr("Version of {name}").format(name=name), version) for name, version in bundle.versions.items()),
    ]


def _page(lines: list) -> str:
    rows = "".join(f"<tr><th align='left'>{escape(title)}</th><td>{escape(value)}</td></tr>" for title, value in lines)
    title = escape(tr("Photo Geolocator: backend status"))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><table cellpadding='4'>{rows}</table></body></html>"
    )
