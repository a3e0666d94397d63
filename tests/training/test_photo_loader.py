"""Photos in batches: the same whatever the workers, and damaged ones marked."""

import numpy as np
import torch
from torch import Tensor

from backend.preprocessing import prepare
from training.models.attributes import AttributePredictor, AttributeRecipe
from training.order import Sampler
from training.photo_loader import JudgedPhotos, TrainingPhotos, collate, judging_loader, training_loader
from training.prepared import PhotoFiles, Prepared

PREPROCESSING = AttributePredictor.preprocessing("test_convnext")


def batches(photos, workers):
    sampler = Sampler(len(photos), None, 16, 1, 0, 1, seed=0)
    loader = training_loader(TrainingPhotos(photos, AttributeRecipe().augmentation(), 2, 0), sampler, workers)
    first = list(loader)
    sampler.epoch = 1
    return first, list(loader)


def test_batches_do_not_depend_on_the_workers(small_dataset):
    photos = Prepared.read(small_dataset).where("train")
    torch.manual_seed(1)
    alone = batches(photos, 0)
    torch.manual_seed(2)
    helped = batches(photos, 2)
    for a, b in zip(alone, helped, strict=True):
        for one, other in zip(a, b, strict=True):
            assert torch.equal(one.photo, other.photo)
            assert torch.equal(one.pixels, other.pixels)
    # Two views differ, and so do two epochs.
    pixels = alone[0][0].pixels
    assert pixels.shape == (16, 2, 3, 224, 224)
    assert not torch.equal(pixels[:, 0], pixels[:, 1])
    assert not torch.equal(alone[0][0].photo, alone[1][0].photo)


def test_a_damaged_photo_keeps_its_place(small_dataset):
    photos = Prepared.read(small_dataset).where("train")
    found = [b for b in batches(photos, 0)[0] if b.reasons]
    assert len(found) == 1
    batch, (number, reason) = found[0], found[0].reasons[0]
    assert photos.id[number] == "train05.jpg"
    assert reason == "train05.jpg is cut off: copy it again."
    assert batch.readable.sum() == 15
    place = batch.readable.tolist().index(False)
    assert int(batch.photo[place]) == number
    # A readable photo of the batch stands in for it, never black.
    first = batch.readable.tolist().index(True)
    assert torch.equal(batch.pixels[place], batch.pixels[first])


def test_a_batch_without_any_readable_photo():
    blank = torch.zeros(1, 3, 4, 4)
    batch = collate([(7, None, "gone"), (8, None, "gone")], blank=blank)
    assert not batch.readable.any()
    assert batch.pixels.shape == (2, 1, 3, 4, 4)


def test_judged_photos_are_prepared_as_the_backend_does(small_dataset):
    photos = Prepared.read(small_dataset).where("validation")
    rows = np.array([3, 1])
    (batch,) = judging_loader(JudgedPhotos(photos, PREPROCESSING), rows, 8, 0)
    assert batch.photo.tolist() == [3, 1]
    for place, k in enumerate(rows):
        expected = prepare(PhotoFiles(photos).open(k), PREPROCESSING)
        assert isinstance(batch.pixels, Tensor)
        assert (batch.pixels[place].numpy() == expected).all()
