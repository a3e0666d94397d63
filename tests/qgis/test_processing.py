"""The provider and what every algorithm owes the toolbox, models and scripts."""

import csv
import gc
import weakref
from pathlib import Path

import photo_geolocator
import processing
import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.processing.backend_status import BackendStatus
from photo_geolocator.plugin.processing.loading import _waiting
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtWidgets import QLabel

LONG_WAIT_MS = 180_000  # several photos on a machine that has other work
IDS = ("geolocatephoto", "geolocatefolder", "searchareasfromheatmap", "recallvsarea", "backendstatus")


def algorithm(name):
    return QgsApplication.processingRegistry().algorithmById(f"photo_geolocator:{name}")


class Feedback(QgsProcessingFeedback):
    """Remembers what an algorithm says."""

    def __init__(self):
        super().__init__(False)
        self.said, self.errors = [], []

    def reportError(self, text, fatalError=False):
        self.errors.append(text)

    def pushInfo(self, text):
        self.said.append(text)

    def pushWarning(self, text):
        self.said.append(text)

    def setProgressText(self, text):
        self.said.append(text)


def test_the_provider_comes_without_a_window_and_goes(qgis_processing, qgis_iface):
    registry = QgsApplication.processingRegistry()
    plugin = photo_geolocator.classFactory(qgis_iface)
    plugin.initProcessing()
    plugin.initProcessing()
    assert {one.name() for one in registry.providerById("photo_geolocator").algorithms()} == set(IDS)
    assert plugin.dock is None
    plugin.unload()
    plugin.unload()
    assert registry.providerById("photo_geolocator") is None
    plugin.initGui()
    assert registry.providerById("photo_geolocator") is not None
    plugin.unload()
    assert registry.providerById("photo_geolocator") is None


@pytest.mark.parametrize("name", IDS)
def test_an_algorithm_is_described(algorithms, name):
    one = algorithm(name)
    assert one.displayName() and one.shortDescription() and one.tags()
    assert Path(one.svgIconPath()).is_file()
    assert not one.icon().isNull()
    assert one.helpUrl().startswith("file:")
    names = [definition.name() for definition in one.parameterDefinitions()]
    assert len(names) == len(set(names))
    # One entry of the help for each parameter.
    assert one.shortHelpString().count("<li>") == len(names)
    assert all(definition.description() for definition in one.parameterDefinitions())


def test_a_missing_backend_is_one_sentence(algorithms, photo, monkeypatch, tmp_path):
    monkeypatch.setenv("PHOTO_GEOLOCATOR_BACKEND_PYTHON", str(tmp_path / "nowhere" / "python"))
    for name, parameters in (
        ("geolocatephoto", {"PHOTO": str(photo), "HEATMAP": "TEMPORARY_OUTPUT"}),
        ("geolocatefolder", {"FOLDER": str(photo.parent), "OUTPUT": str(tmp_path / "out.gpkg")}),
        ("backendstatus", {}),
    ):
        with pytest.raises(QgsProcessingException, match="nowhere/python does not exist"):
            algorithms(f"photo_geolocator:{name}", parameters)
    assert not (tmp_path / "out.gpkg").exists()


def test_a_run_that_fails_lets_go_of_its_layers(algorithms, monkeypatch):
    """QGIS keeps an exception for good; a layer in its traceback would crash it at the end."""
    layers = []

    def work(self, parameters, context, feedback):
        layer = QgsVectorLayer("Point", "own", "memory")
        layers.append(weakref.ref(layer))
        raise FileError("The disk is full.")

    monkeypatch.setattr(BackendStatus, "work", work)
    try:
        algorithms("photo_geolocator:backendstatus", {})
    except QgsProcessingException as error:
        assert str(error) == "The disk is full."
    gc.collect()
    assert [layer() for layer in layers] == [None]


def test_a_photo_becomes_outputs(algorithms, contract_backend, photo, tmp_path, sample):
    outputs = algorithms(
        "photo_geolocator:geolocatephoto",
        {
            "PHOTO": str(photo),
            "HEATMAP": str(tmp_path / "new é" / "heatmap.tif"),
            "SEARCH_AREAS": "memory:",
            "BEST_POINT": str(tmp_path / "best.gpkg"),
            "RESULT": str(tmp_path / "result.json"),
        },
    )
    assert Path(outputs["HEATMAP"]).read_bytes() == (sample / "heatmap.tif").read_bytes()
    assert not list((tmp_path / "new é").glob("*.part"))
    assert outputs["PLACE"] == "Paris, France"
    assert outputs["CONFIDENCE"] == 0.62
    assert outputs["UNSURE"] is False
    areas = outputs["SEARCH_AREAS"]
    reference = QgsVectorLayer(f"{sample / 'search_areas.gpkg'}|layername=search_areas", "reference", "ogr")
    assert areas.featureCount() == reference.featureCount() > 4
    assert [field.name() for field in areas.fields()] == [field.name() for field in reference.fields()][1:]
    one, other = next(areas.getFeatures()), next(reference.getFeatures())
    assert one.attributes() == other.attributes()[1:]
    assert one.geometry().equals(other.geometry())
    best = QgsVectorLayer(outputs["BEST_POINT"], "best", "ogr")
    feature = next(best.getFeatures())
    assert (feature["lat"], feature["lon"]) == (outputs["LATITUDE"], outputs["LONGITUDE"])
    assert feature.geometry().asPoint().y() == pytest.approx(outputs["LATITUDE"])
    assert feature["photo"] == photo.name
    assert Path(outputs["RESULT"]).is_file()


def test_numbers_keep_their_digits_in_any_format(algorithms, contract_backend, photo, tmp_path):
    outputs = algorithms(
        "photo_geolocator:geolocatephoto",
        {"PHOTO": str(photo), "HEATMAP": None, "SEARCH_AREAS": None, "BEST_POINT": str(tmp_path / "best.csv")},
    )
    with Path(outputs["BEST_POINT"]).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert float(row["lat"]) == pytest.approx(outputs["LATITUDE"])
    assert float(row["confidence"]) == pytest.approx(outputs["CONFIDENCE"])


@pytest.mark.parametrize(("name", "count"), [("geolocatephoto", 3), ("geolocatefolder", 2)])
def test_temporary_outputs_are_loaded_and_nothing_else(algorithms, contract_backend, photo, name, count):
    """QGIS complains of every layer that it was promised and does not find."""
    feedback = Feedback()
    outputs = ("OUTPUT",) if name == "geolocatefolder" else ("HEATMAP", "SEARCH_AREAS", "BEST_POINT")
    parameters = {"PHOTO": str(photo), "FOLDER": str(photo.parent), **dict.fromkeys(outputs, "TEMPORARY_OUTPUT")}
    processing.runAndLoadResults(f"photo_geolocator:{name}", parameters, feedback=feedback)
    assert not feedback.errors
    assert len(QgsProject.instance().mapLayers()) == count


def test_outputs_nobody_wants_are_not_made(algorithms, contract_backend, photo):
    outputs = algorithms(
        "photo_geolocator:geolocatephoto",
        {"PHOTO": str(photo), "HEATMAP": None, "SEARCH_AREAS": None, "BEST_POINT": None},
    )
    assert not {"HEATMAP", "SEARCH_AREAS", "BEST_POINT", "RESULT"} & outputs.keys()
    assert outputs["PROVIDER"] == "CPUExecutionProvider"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"AREA_BUDGETS": "5,000"}, "“5,000” is no area budget"),
        ({"AREA_BUDGETS": "5000 3"}, "“3” is no area budget"),
        ({"RECALLS": "50"}, "“50” is no recall"),
        ({"HEATMAP": "heatmap.png"}, "ends in .tif"),
        ({"PHOTO": "/nowhere/photo.jpg"}, "photo.jpg does not exist"),
        ({"SEARCH_AREAS": "/one/é.gpkg", "BEST_POINT": "/one/é.gpkg"}, "é.gpkg can't hold both layers"),
    ],
)
def test_wrong_parameters_are_named(algorithms, contract_backend, photo, wrong, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        algorithms("photo_geolocator:geolocatephoto", {"PHOTO": str(photo), **wrong})


def test_a_photo_the_backend_refuses_ends_with_its_sentence(algorithms, contract_backend, photo):
    contract_backend(failures={photo.name: ["photo_unreadable", "Foto é 1.JPG is damaged: copy it again."]})
    with pytest.raises(QgsProcessingException, match="is damaged: copy it again"):
        algorithms("photo_geolocator:geolocatephoto", {"PHOTO": str(photo), "HEATMAP": "TEMPORARY_OUTPUT"})


def test_an_unwritable_heatmap_is_named(algorithms, contract_backend, photo, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(QgsProcessingException, match=r"heatmap.tif can't be written"):
        algorithms(
            "photo_geolocator:geolocatephoto",
            {"PHOTO": str(photo), "HEATMAP": str(tmp_path / "file" / "heatmap.tif"), "SEARCH_AREAS": None},
        )


def test_loaded_layers_are_styled_and_know_where_they_come_from(algorithms, contract_backend, photo, tmp_path):
    processing.runAndLoadResults(
        "photo_geolocator:geolocatephoto",
        {
            "PHOTO": str(photo),
            "HEATMAP": "TEMPORARY_OUTPUT",
            "SEARCH_AREAS": "TEMPORARY_OUTPUT",
            "BEST_POINT": str(tmp_path / "best.gpkg"),
        },
    )
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert len(layers) == 3
    for layer in layers.values():
        history = "\n".join(layer.metadata().history())
        assert photo.name in history
        assert "Bundle starter" in history
        assert layer.temporalProperties().isActive()
    assert layers["Heatmap"].renderer().type() == "singlebandpseudocolor"
    assert layers["Search areas"].renderer().type() == "categorizedSymbol"
    assert layers["Search areas"].labelsEnabled()
    assert not _waiting, "post-processors are let go of"


def run_in_task(qtbot, name, parameters, feedback, *, meanwhile=lambda: None):
    """Run an algorithm as the toolbox does, in another thread; return whether it worked and its outputs."""
    context = QgsProcessingContext()
    task = QgsProcessingAlgRunnerTask(algorithm(name), parameters, context, feedback)
    outcome = []
    task.executed.connect(lambda good, outputs: outcome.append((good, dict(outputs))))
    QgsApplication.taskManager().addTask(task)
    meanwhile()
    qtbot.waitUntil(lambda: bool(outcome), timeout=LONG_WAIT_MS)
    return outcome[0]


def test_the_window_stays_alive_while_an_algorithm_works(algorithms, contract_backend, photo, qtbot):
    """The toolbox runs algorithms in a thread; the backend's objects live and die there."""
    beats = []
    label = QLabel()
    timer = label.startTimer(20)
    label.timerEvent = lambda event: beats.append(QThread.currentThread())
    feedback = Feedback()
    good, outputs = run_in_task(qtbot, "geolocatephoto", {"PHOTO": str(photo), "SEARCH_AREAS": None}, feedback)
    label.killTimer(timer)
    assert good, feedback.textLog()
    assert outputs["PLACE"] == "Paris, France"
    assert len(beats) > 10
    assert any("Paris, France" in text for text in feedback.said)


def test_a_cancel_ends_a_run_and_its_backend(algorithms, contract_backend, photo, qtbot, tmp_path):
    contract_backend(polls=None, log=str(tmp_path / "log"))
    feedback = Feedback()

    def cancel():
        qtbot.waitUntil((tmp_path / "log").exists, timeout=WAIT_MS)
        feedback.cancel()

    good, _ = run_in_task(qtbot, "geolocatephoto", {"PHOTO": str(photo)}, feedback, meanwhile=cancel)
    assert not good
    assert not backends_of(tmp_path)


def backends_of(folder):
    """Return the processes that were started with the interpreter in `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"PHOTO_GEOLOCATOR_BACKEND_PYTHON={folder}/".encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


def test_a_model_chains_a_photo_and_a_native_algorithm(algorithms, contract_backend, photo, tmp_path):
    model = QgsProcessingModelAlgorithm("chain", "tests")
    model.addModelParameter(QgsProcessingParameterFile("photo"), QgsProcessingModelParameter("photo"))
    source = QgsProcessingModelChildParameterSource
    first = QgsProcessingModelChildAlgorithm("photo_geolocator:geolocatephoto")
    first.setChildId("where")
    first.addParameterSources("PHOTO", [source.fromModelParameter("photo")])
    model.addChildAlgorithm(first)
    second = QgsProcessingModelChildAlgorithm("native:extractbyexpression")
    second.setChildId("narrow")
    second.addParameterSources("INPUT", [source.fromChildOutput("where", "SEARCH_AREAS")])
    second.addParameterSources("EXPRESSION", [source.fromStaticValue("\"area_label\" = '200 km cap'")])
    output = QgsProcessingModelOutput("areas")
    output.setChildId("narrow")
    output.setChildOutputName("OUTPUT")
    second.setModelOutputs({"areas": output})
    model.addChildAlgorithm(second)
    model.updateDestinationParameters()
    # A model is kept as a file: the algorithm must be found again by its id.
    file = tmp_path / "chain.model3"
    assert model.toFile(str(file))
    again = QgsProcessingModelAlgorithm()
    assert again.fromFile(str(file))
    context = QgsProcessingContext()
    feedback = QgsProcessingFeedback()
    outputs, good = again.run({"photo": str(photo), "narrow:areas": "memory:"}, context, feedback)
    assert good, feedback.textLog()
    (key,) = (name for name in outputs if name.endswith("areas"))
    layer = context.takeResultLayer(outputs[key])
    assert {feature["area_label"] for feature in layer.getFeatures()} == {"200 km cap"}


def test_batch_gives_each_photo_its_own_outputs(algorithms, contract_backend, photo, tmp_path):
    """QGIS's batch mode: `batchExecute` with one set of parameters a row (the dialog's own is the same loop)."""
    from processing.gui.AlgorithmExecutor import execute

    other = tmp_path / "other.jpg"
    other.write_bytes(photo.read_bytes() + b"\0")
    places = []
    for row, one in enumerate((photo, other)):
        parameters = {
            "PHOTO": str(one),
            "HEATMAP": str(tmp_path / f"{row}.tif"),
            "RESULT": str(tmp_path / f"{row}.json"),
        }
        good, outputs = execute(
            algorithm("geolocatephoto"), parameters, QgsProcessingContext(), QgsProcessingFeedback()
        )
        assert good
        places.append((outputs["LATITUDE"], outputs["LONGITUDE"]))
    assert places[0] != places[1]
    assert (tmp_path / "0.tif").is_file() and (tmp_path / "1.tif").is_file()
    assert (
        photo.name in (tmp_path / "0.json").read_text(encoding="utf-8") or "Foto" in (tmp_path / "0.json").read_text()
    )


def test_status_tells_what_runs(algorithms, contract_backend, tmp_path):
    page = tmp_path / "status.html"
    outputs = algorithms("photo_geolocator:backendstatus", {"OUTPUT_HTML": str(page)})
    assert (outputs["BUNDLE"], outputs["PROVIDER"]) == ("starter", "CPUExecutionProvider")
    assert outputs["VERIFIED"] is True
    assert "CPUExecutionProvider" in page.read_text(encoding="utf-8")
