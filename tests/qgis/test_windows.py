import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.gui.windows import bring_up
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QPushButton, QVBoxLayout


@pytest.fixture
def dialogs(qtbot):
    """Return a function that makes a dialog with one button, and the dialogs made."""

    def made():
        one = QDialog()
        one.button = QPushButton("click", one)
        QVBoxLayout(one).addWidget(one.button)
        qtbot.addWidget(one)
        return one

    return made


def takes_clicks(qtbot, dialog):
    """Click as the window system does, which leaves out windows behind a modal one."""
    qtbot.waitExposed(dialog)
    clicked = []
    connection = dialog.button.clicked.connect(lambda: clicked.append(True))
    place = dialog.button.mapTo(dialog, dialog.button.rect().center())
    QTest.mouseClick(dialog.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.wait(50)
    dialog.button.clicked.disconnect(connection)
    return clicked == [True]


def test_qgis_stays_usable(qtbot, dialogs):
    qgis, ours = dialogs(), dialogs()
    qgis.show()
    bring_up(ours)
    assert ours.isVisible() and not ours.isModal()
    assert takes_clicks(qtbot, ours) and takes_clicks(qtbot, qgis)


def test_over_a_modal_dialog_it_can_be_used(qtbot, dialogs):
    options, ours = dialogs(), dialogs()
    bring_up(ours)
    options.setModal(True)
    options.show()
    assert not takes_clicks(qtbot, ours), "else there is nothing to test"
    bring_up(ours)
    bring_up(ours)
    assert takes_clicks(qtbot, ours)
    ours.close()
    assert takes_clicks(qtbot, options)
    options.close()
    bring_up(ours)
    assert not ours.isModal()
    qtbot.waitUntil(ours.isVisible, timeout=WAIT_MS)
