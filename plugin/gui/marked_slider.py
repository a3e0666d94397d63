"""A slider with marks to jump to: by a click on one, by the page keys, or by letting go close to it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPen
from qgis.PyQt.QtWidgets import (
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .scale import BudgetScale, Mark, RecallScale

TICK = 5  # pixels
TICK_COLOUR = QColor("#808080")  # seen on light and dark; a theme by style sheet leaves the palette as it was


class MarkedSlider(QWidget):
    """Holds a value of its scale; emits `value_changed(float)` when the person changes it.

    While the slider is dragged it follows the pointer; released close to a mark it takes the mark's exact value.
    """

    value_changed = pyqtSignal(float)

    def __init__(self, scale: BudgetScale | RecallScale, parent: QWidget | None = None):
        super().__init__(parent)
        self._scale = scale
        self._marks: tuple = ()
        self._value = self._value_at_press = 0.0
        self.slider = _Slider()
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.sliderPressed.connect(self._on_pressed)
        self.slider.sliderReleased.connect(self._on_released)
        self.slider.paged.connect(self._on_paged)
        self.marks = _Marks(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.slider)
        layout.addWidget(self.marks)
        self.setFocusProxy(self.slider)

    @property
    def value(self) -> float:
        """The value, exact where it is a mark's or was set."""
        return self._value

    def set_scale(self, scale: BudgetScale | RecallScale, marks: tuple, value: float) -> None:
        """Measure by `scale` from now on, with `marks`, and show `value` without a signal."""
        self._scale, self._marks = scale, marks
        self.slider.blockSignals(True)
        self.slider.setRange(0, scale.last)
        self.slider.setSingleStep(scale.step)
        self.slider.blockSignals(False)
        self.marks.set_marks(marks)
        self.set_value(value)

    def set_value(self, value: float) -> None:
        """Show `value` without a signal."""
        self._value = value
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.position(value))
        self.slider.blockSignals(False)
        self.marks.set_current(value)

    def choose(self, value: float) -> None:
        """Take `value` as the person's."""
        if value != self._value:
            self.set_value(value)
            self.value_changed.emit(value)

    def position(self, value: float) -> int:
        """Return where on the slider `value` is."""
        return self._scale.position(value)

    def _on_moved(self, position: int) -> None:
        value = self._scale.value(position)
        if not self.slider.isSliderDown():
            value = self._at_mark(value, within=0)
        self._value = value
        self.marks.set_current(value)
        self.value_changed.emit(value)

    def _on_pressed(self) -> None:
        self._value_at_press = self._value

    def _on_released(self) -> None:
        if self._value != self._value_at_press:  # an exact number survives a click on the handle
            self.choose(self._at_mark(self._value, within=self._scale.snap))

    def _at_mark(self, value: float, within: int) -> float:
        """Return the value of the nearest mark, if it is `within` so many positions, else `value`."""

        def distance(mark: Mark) -> int:
            return abs(self._scale.position(mark.value) - self._scale.position(value))

        nearest = min(self._marks, key=distance, default=None)
        return nearest.value if nearest is not None and distance(nearest) <= within else value

    def _on_paged(self, direction: int) -> None:
        """Go to the next mark, or to the end behind the last."""
        ahead = [mark.value for mark in self._marks if direction * (mark.value - self._value) > 0]
        end = self._scale.value(self._scale.last if direction > 0 else 0)
        self.choose(min(ahead, key=lambda value: abs(value - self._value), default=end))


class _Slider(QSlider):
    """A horizontal slider that goes where it is clicked; the page keys emit `paged(+1 or -1)`."""

    paged = pyqtSignal(int)

    def __init__(self):
        super().__init__(Qt.Orientation.Horizontal)
        self._grip = 0  # pixels from the handle's middle to where it is held
        self.setMinimumWidth(160)

    def keyPressEvent(self, event) -> None:
        """Give the page keys a meaning of their own."""
        if event.key() == Qt.Key.Key_PageUp:
            self.paged.emit(1)
        elif event.key() == Qt.Key.Key_PageDown:
            self.paged.emit(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event) -> None:
        """Take the handle, wherever the click was: beside it, it comes under the pointer first."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        on_handle = self.handle().contains(event.pos())
        self._grip = event.pos().x() - round(self.x_of(self.value())) if on_handle else 0
        self.setSliderDown(True)
        if not on_handle:
            self._follow(event)

    def mouseMoveEvent(self, event) -> None:
        """Follow the pointer while the handle is held."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event) -> None:
        """Let go of the handle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def handle(self):
        """Return the rectangle of the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )

    def x_of(self, position: int) -> float:
        """Return the x of the handle's middle at a position, in pixels."""
        length = self.handle().width()
        return length / 2 + QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), position, self.width() - length
        )

    def _follow(self, event) -> None:
        length = self.handle().width()
        left = event.pos().x() - self._grip - length // 2
        position = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), left, self.width() - length)
        self.setSliderPosition(position)


class _Marks(QWidget):
    """The ticks under a slider, each with a small button."""

    def __init__(self, owner: MarkedSlider):
        super().__init__(owner)
        self._owner = owner
        self.buttons: dict = {}  # by mark
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_marks(self, marks: tuple) -> None:
        """Show `marks`."""
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {mark: self._button(mark) for mark in marks}
        self._place()

    def set_current(self, value: float) -> None:
        """Press the button of the mark at `value`."""
        for mark, button in self.buttons.items():
            button.setChecked(mark.value == value)

    def sizeHint(self) -> QSize:
        """Return room for ticks and one line of buttons."""
        return QSize(160, TICK + self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def resizeEvent(self, event) -> None:
        """Keep the buttons under their positions."""
        self._place()

    def paintEvent(self, event) -> None:
        """Draw the ticks."""
        painter = QPainter(self)
        painter.setPen(QPen(TICK_COLOUR, 1))
        for mark in self.buttons:
            x = round(self._owner.slider.x_of(self._owner.position(mark.value)))
            painter.drawLine(x, 0, x, TICK - 2)

    def _button(self, mark: Mark) -> QToolButton:
        button = QToolButton(self)
        button.setText(mark.text)
        button.setToolTip(mark.words)
        button.setAccessibleName(mark.words)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page keys go from mark to mark
        font = button.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        button.setFont(font)
        button.clicked.connect(lambda: self._choose(mark))
        button.show()
        return button

    def _choose(self, mark: Mark) -> None:
        self._owner.choose(mark.value)
        self.set_current(self._owner.value)  # a click on the current one would release it

    def _place(self) -> None:
        """Put each button under its tick, further left where it would cover the next one."""
        room = self.width()
        for mark, button in sorted(self.buttons.items(), key=lambda pair: -pair[0].value):
            width = button.fontMetrics().horizontalAdvance(mark.text) + 8
            x = round(self._owner.slider.x_of(self._owner.position(mark.value)))
            left = max(0, min(x - width // 2, room - width))
            button.setGeometry(left, TICK, width, self.height() - TICK)
            room = left
        self.update()
