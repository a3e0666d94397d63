"""What differs between QGIS 3.22 and 4.x (Qt 5 and Qt 6), in one place."""

try:  # Qt 6 moved QAction; QGIS 3.22's qgis.PyQt.QtGui does not have it
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

from qgis.core import Qgis, QgsMapLayerProxyModel, QgsRenderContext

__all__ = [
    "QAction",
    "drop_position",
    "format_label",
    "layer_filter",
    "limit_transfer_time",
    "save_style_in_database",
    "use_real_text",
]


def drop_position(event):
    """Return where in the widget something is held or dropped; Qt 6 has it in fractions of pixels."""
    return event.position().toPoint() if hasattr(event, "position") else event.pos()


def layer_filter(name: str):
    """Return the filter `name` of a layer combo box; QGIS older than 3.34 has it elsewhere."""
    return getattr(getattr(Qgis, "LayerFilter", QgsMapLayerProxyModel), name)


def format_label(label, text_format) -> None:
    """Give a label of a print layout its text format; QGIS older than 3.24 knows font and colour alone."""
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(text_format)
    else:
        label.setFont(text_format.font())
        label.setFontColor(text_format.color())


def limit_transfer_time(request, milliseconds: int) -> None:
    """Let `request` fail after `milliseconds` without a byte; Qt older than 5.15 has no such limit."""
    if hasattr(request, "setTransferTimeout"):
        request.setTransferTimeout(milliseconds)


def save_style_in_database(layer, name: str, description: str) -> str:
    """Store the default style of `layer` in its GeoPackage; return an error text, empty when it worked.

    `saveStyleToDatabase` returns the text alone; its successor `saveStyleToDatabaseV2` (QGIS 3.42) a result
    and the text. Both ask in a dialog before they replace a style of that name, so an older one goes first.
    """
    own, ids, names = layer.listStylesInDatabase()[:3]
    for place in range(own):  # those of other layers follow in the same lists
        if names[place] == name:
            layer.deleteStyleFromDatabase(ids[place])
    if hasattr(layer, "saveStyleToDatabaseV2"):
        return layer.saveStyleToDatabaseV2(name, description, True, "")[1]
    return layer.saveStyleToDatabase(name, description, True, "")


def use_real_text(layout) -> None:
    """Let a print layout write texts as text, which can be searched and copied, instead of as outlines."""
    if hasattr(Qgis, "TextRenderFormat"):  # QGIS 3.22 has it elsewhere
        always = Qgis.TextRenderFormat.AlwaysText
    else:
        always = QgsRenderContext.TextFormatAlwaysText
    layout.renderContext().setTextRenderFormat(always)
