"""Fit the heads of the starter on embeddings: softmax, location embeddings, gallery, attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from scipy.optimize import minimize

from backend.arrays import quantise, restore
from backend.grid import unit_vectors
from backend.heads import smoothed_targets
from backend.kernel import KernelClasses, Metrics, load_kernel_classes
from backend.mixture import Mixture, load_mixture
from backend.partition import Partition
from training.datasets import Photos, sample_weights
from training.embedding import Projection


@dataclass(frozen=True)
class Recipe:
    """Everything that is chosen by validation; the card says how.

    balance: see `training.datasets.sample_weights`; softmax_tau_km, softmax_l2: label smoothing (at 1 km a photo is its
    own cell's alone) and weight decay of the softmax; match_*: kernel width, ridge and cosine scale of the way to
    GeoCLIP's location embeddings, location_dimensions of which are kept; gallery_*: neighbours, sharpness and reach of
    the gallery; gate and share: the mixture (see `backend.mixture.Mixture`); attribute_*: kernel, ridge and floor of
    the attributes (see `backend.kernel.KernelClasses`).
    """

    balance: float = 0.5
    softmax_tau_km: float = 1.0
    softmax_l2: float = 2e-5
    softmax_iterations: int = 30
    match_beta: float = 2.0
    match_ridge: float = 0.2
    match_scale: float = 15.0
    location_dimensions: int = 256
    gallery_metric: int = 1
    gallery_neighbours: int = 50
    gallery_beta: float = 30.0
    gallery_tau_km: float = 1.0
    gate_low: float = 0.06
    gate_high: float = 0.8
    gate_middle: float = 0.64
    gate_width: float = 0.07
    softmax_share: float = 0.3
    floor: float = 0.02
    attribute_beta: float = 4.0
    attribute_ridge: float = 0.3
    attribute_floor: float = 0.01

    def settings(self) -> dict[str, Any]:
        """The mixture's settings as the manifest holds them."""
        return {
            "type": "mixture",
            "softmax": {"temperature": 1.0, "share": self.softmax_share},
            "location_match": {"beta": self.match_beta, "scale": self.match_scale},
            "gallery": {
                "metric": self.gallery_metric,
                "neighbours": self.gallery_neighbours,
                "beta": self.gallery_beta,
                "tau_km": self.gallery_tau_km,
            },
            "gate": {
                "low": self.gate_low,
                "high": self.gate_high,
                "middle": self.gate_middle,
                "width": self.gate_width,
            },
            "floor": self.floor,
        }

    def attribute_settings(self) -> dict[str, Any]:
        """An attribute head's settings as the manifest holds them, but for its anchors and temperature."""
        return {"type": "kernel", "beta": self.attribute_beta, "floor": self.attribute_floor}


def fit_softmax(
    x: np.ndarray, targets: np.ndarray, weights: np.ndarray, l2: float, iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    """Weighted multinomial regression on soft targets by L-BFGS, from zero weights and log-frequency biases.

    x (n, d), targets (n, c) rows summing to 1, weights (n,); loss: mean cross-entropy + l2 / 2 |W|^2. Returns
    weight (d, c) and bias (c,) float32.
    """
    features = torch.from_numpy(np.ascontiguousarray(x, np.float32))
    share = torch.from_numpy((weights / weights.sum()).astype(np.float32))[:, None]
    wanted = share * torch.from_numpy(np.ascontiguousarray(targets, np.float32))
    d, c = features.shape[1], wanted.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = torch.from_numpy(flat.astype(np.float32))
        weight, bias = parameters[: d * c].view(d, c), parameters[d * c :]
        log_p = torch.log_softmax(features @ weight + bias, dim=1)
        value = -(wanted * log_p).sum() + 0.5 * l2 * (weight**2).sum()
        residual = share * log_p.exp() - wanted
        gradient = torch.cat([(features.T @ residual + l2 * weight).flatten(), residual.sum(0)])
        return float(value), gradient.numpy().astype(np.float64)

    start = np.concatenate([np.zeros(d * c), np.log(wanted.sum(0).numpy() + 1e-7)])
    options = {"maxiter": iterations, "maxcor": 8}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x.astype(np.float32)
    return found[: d * c].reshape(d, c), found[d * c :]


def fit_kernel(
    metrics: Metrics, x: np.ndarray, values: np.ndarray, weights: np.ndarray, beta: float, ridge: float
) -> tuple[np.ndarray, np.ndarray]:
    """Kernel ridge regression from embeddings (n, d) to values (n, e).

    Minimises sum_i w_i |f(x_i) - y_i|^2 + ridge |f|^2 over offset + kernel expansions. Returns the coefficients
    (n, e) and the offset (e,), the weighted mean of the values.
    """
    anchors = metrics.prepare(x)
    kernel = metrics.kernel(anchors, anchors, beta).astype(np.float64)
    offset = np.average(values, axis=0, weights=weights)
    kernel[np.diag_indices(len(x))] += ridge / weights
    return np.linalg.solve(kernel, values - offset).astype(np.float32), offset.astype(np.float32)


def fit_geolocation(
    projection: Projection,
    x: np.ndarray,
    photos: Photos,
    locations: np.ndarray,
    partition: Partition,
    cell_locations: np.ndarray,
    recipe: Recipe,
) -> dict[str, np.ndarray]:
    """Fit the three geolocation heads on embeddings x (n, 384); arrays as `backend.mixture.load_mixture` reads them.

    locations (n, 512) and cell_locations (c, 512) are GeoCLIP's location embeddings of the photos and the cells.
    """
    weights = sample_weights(photos, recipe.balance)
    position = unit_vectors(photos.latitude, photos.longitude)
    cells = unit_vectors(partition.lat, partition.lon)
    targets = smoothed_targets(position, cells, recipe.softmax_tau_km)
    weight, bias = fit_softmax(x, targets, weights, recipe.softmax_l2, recipe.softmax_iterations)
    # Uncentred: cosines must survive, and the mean carries a part of every embedding.
    _, axes = np.linalg.eigh(cell_locations.T.astype(np.float64) @ cell_locations)
    basis = axes[:, ::-1][:, : recipe.location_dimensions]
    basis = (basis * np.sign(basis[np.abs(basis).argmax(axis=0), np.arange(basis.shape[1])])).astype(np.float32)
    metrics = Metrics(projection.metrics)
    coefficients, offset = fit_kernel(metrics, x, locations @ basis, weights, recipe.match_beta, recipe.match_ridge)
    arrays = {
        "metrics": projection.metrics,
        "bias": bias,
        "offset": offset,
        "positions": np.stack([photos.latitude, photos.longitude], axis=1).astype(np.float32),
    }
    for name, values in (
        ("weight", weight.T),
        ("gallery", x),
        ("coefficients", coefficients),
        ("cells", cell_locations @ basis),
    ):
        arrays[f"{name}_q"], arrays[f"{name}_s"] = quantise(values)
    return arrays


def mixture_of(arrays: dict[str, np.ndarray], partition: Partition, recipe: Recipe) -> Mixture:
    """The geolocation head at the precision it is shipped in."""
    return load_mixture(restore(arrays), recipe.settings(), partition.lat, partition.lon)


def fit_attribute(
    metrics: Metrics, x: np.ndarray, classes: np.ndarray, count: int, photos: Photos, recipe: Recipe
) -> dict[str, np.ndarray]:
    """Kernel least squares from embeddings (n, d) to an attribute's classes (n,) 0-based, -1 = unknown and left out.

    Returns the arrays of `backend.kernel.KernelClasses`; a photo without a class has the coefficients 0, so that the
    rows stay those of the geolocation's gallery.
    """
    known = classes >= 0
    weights = sample_weights(photos.rows(known), recipe.balance)
    found, offset = fit_kernel(
        metrics, x[known], np.eye(count)[classes[known]], weights, recipe.attribute_beta, recipe.attribute_ridge
    )
    coefficients = np.zeros((len(x), count), np.float32)
    coefficients[known] = found
    return {"coefficients": coefficients, "offset": offset}


def kernel_classes_of(
    arrays: dict[str, np.ndarray], geolocation: dict[str, np.ndarray], recipe: Recipe
) -> KernelClasses:
    """An attribute's head on the geolocation's gallery, at the precision it is shipped in."""
    return load_kernel_classes(arrays, restore(geolocation), recipe.attribute_settings(), 1.0)
