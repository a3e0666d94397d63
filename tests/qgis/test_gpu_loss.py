"""A GPU that is lost while photos are worked on: said once, in the algorithm's log and in the panel."""

# ruff: noqa: F811  # fixtures of another module
from photo_geolocator.plugin.gpu_loss import GpuLoss
from photo_geolocator.plugin.gui.dock import GeolocatorDock
from photo_geolocator.plugin.history import History
from qgis.core import QgsProcessingContext
from test_geolocate_folder import ALGORITHM, folder, output, rows  # noqa: F401
from test_processing import Feedback

CPU, GPU = "CPUExecutionProvider", "CUDAExecutionProvider"
REASON = "The GPU failed while photos were worked on: 719"
SENTENCE = f"The GPU failed; the processor goes on with the photos, more slowly: {REASON}"


def test_it_is_told_when_it_happens_and_not_again():
    loss = GpuLoss()
    assert [loss.seen(CPU, "old driver"), loss.began(CPU, "old driver"), loss.seen(CPU, "old driver")] == ["", "", ""]
    assert [loss.began(GPU, ""), loss.seen(GPU, "")] == ["", ""]
    assert loss.seen(CPU, "719").endswith("more slowly: 719")
    # One that was worked on before may come later.
    assert [loss.seen(*said) for said in ((CPU, "719"), (GPU, ""), (CPU, "719"))] == ["", "", ""]
    assert loss.began(GPU, "") == ""
    assert loss.began(CPU, "999").endswith("more slowly: 999")


def test_a_folder_says_so_once_and_goes_on(algorithms, contract_backend, folder, output):
    contract_backend(own_results=True, gpu_photos=3)
    feedback = Feedback()
    algorithms(
        ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)}, context=QgsProcessingContext(), feedback=feedback
    )
    assert sorted(row["provider"] for row in rows(output, "photos")) == [CPU] * 4 + [GPU] * 3
    assert [text for text in feedback.said if "GPU" in text] == [SENTENCE]


def test_a_photo_alone_says_so(algorithms, contract_backend, photo):
    contract_backend(gpu_photos=-1)
    feedback = Feedback()
    algorithms(
        "photo_geolocator:geolocatephoto", {"PHOTO": str(photo)}, context=QgsProcessingContext(), feedback=feedback
    )
    assert REASON in feedback.said


def test_the_panel_says_so(queue, server, data_folder, photo, tmp_path, qtbot):
    server.gpu_photos = 1
    dock = GeolocatorDock(queue, History())
    qtbot.addWidget(dock)
    told = []
    queue.finished.connect(lambda *_: told.append(dock.message.text()))
    queue.finished.connect(lambda _, geolocated: dock.show_result(geolocated))
    another = tmp_path / "another.jpg"
    another.write_bytes(photo.read_bytes() + b"1")
    queue.add([photo, another])
    queue.start()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=60_000)
    assert told == ["", SENTENCE]
    assert REASON in dock.footer.text()
