"""How the plugin's own windows come to the front."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QApplication, QDialog


def bring_up(window: QDialog) -> None:
    """Show `window` in front of all, usable at once.

    It leaves QGIS usable too. Only over a modal dialog, such as QGIS's options, it is modal itself: that dialog would
    keep every other window from being clicked.
    """
    below = QApplication.activeModalWidget()
    if below is not window:
        modal = below is not None
        if window.isModal() != modal:
            window.hide()  # what it is counts from the next show on
            window.setModal(modal)
    window.show()
    window.raise_()
    window.activateWindow()
