import pytest
from photo_geolocator.plugin.errors import (
    BackendDied,
    BackendMissing,
    ConnectionLost,
    FileError,
    PhotoFileError,
    ProblemError,
)
from photo_geolocator.plugin.giving_up import is_break, is_lost, is_the_photos_fault


def problem(code):
    return ProblemError("No.", code=code, status=422)


@pytest.mark.parametrize(
    ("error", "lost", "breaks", "photos"),
    [
        (BackendDied("No."), True, True, False),
        (ConnectionLost("No."), True, True, False),
        (problem("predictor_failed"), False, True, False),
        (problem("internal"), False, True, False),
        (problem("photo_unreadable"), False, False, True),
        (problem("queue_full"), False, False, False),
        (PhotoFileError("No."), False, False, True),
        (FileError("No."), False, False, False),
        (BackendMissing("No."), False, False, False),
    ],
)
def test_whose_fault_an_error_is(error, lost, breaks, photos):
    assert (is_lost(error), is_break(error), is_the_photos_fault(error)) == (lost, breaks, photos)
