"""The training loop, on Lightning Fabric: any system, on a CPU, a GPU or several.

Everything random is a function of the seed, the epoch and the photo or step, never of a generator that has been
running: a run that was killed goes on to the same numbers, whatever the number of workers.
"""

from __future__ import annotations

import csv
import io
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from lightning_fabric import Fabric
from torch import Tensor
from tqdm import tqdm

from backend.preprocessing import example
from training.checkpoints import CheckpointError, load_state, save_state, save_weights, write_whole
from training.metrics import Metrics, Profile, Row
from training.monitor import Monitor
from training.order import Sampler, torch_seed
from training.photo_loader import Batch, JudgedPhotos, TrainingPhotos, judging_loader, training_loader
from training.prepared import Prepared
from training.runs import CHECKPOINT, Run
from training.tasks import Task

_JUDGED_VIEWS = 128  # a batch: 25 photos of five crops


@dataclass
class Progress:
    """Where a run is: the next step of an epoch, and what the epoch and the run have seen.

    totals: sum of weighted losses and number of readable photos of the epoch so far; rows: metrics of the epochs;
    waited: epochs since the best one; unreadable: why, by photo's id.
    """

    epoch: int = 0
    step: int = 0
    totals: tuple[float, float] = (0.0, 0.0)
    rows: list[Row] = field(default_factory=list)
    waited: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)


class StoppedError(ValueError):
    """torch could not go on: one sentence that gives its reason, and says how to go on."""


class Loop:
    """Trains the task of a run, from its checkpoint where there is one.

    recipe: of the system (epochs, batch_size, rate, optimizer, augmentation, views). workers: processes that load
    photos, on each device. checkpoint_s: seconds between checkpoints within an epoch.
    """

    def __init__(
        self,
        fabric: Fabric,
        run: Run,
        task: Task,
        recipe: Any,
        train: Prepared,
        validation: Prepared,
        monitor: Monitor,
        *,
        workers: int,
        checkpoint_s: float,
    ):
        settings = run.settings
        self.fabric, self.run, self.task, self.recipe = fabric, run, task, recipe
        self.seed, self.parts, self.patience = settings["seed"], settings["accumulate"], settings["patience"]
        self.checkpoint_s, self.workers = checkpoint_s, workers
        self.train, self.validation = train, validation
        shard = train.path.codes() if (train.size >= 0).any() else None
        self.sampler = Sampler(
            len(train), shard, recipe.batch_size, self.parts, fabric.global_rank, fabric.world_size, self.seed
        )
        photos = TrainingPhotos(train, recipe.augmentation(), recipe.views, self.seed)
        self.loader = training_loader(photos, self.sampler, workers)
        self.judged = JudgedPhotos(validation, settings["preprocessing"])
        self.monitor = monitor
        # Convolutions in this layout took three quarters of the time on a CPU; tensor cores want it too.
        task.module.to(memory_format=torch.channels_last)
        parameters = [p for p in task.module.parameters() if p.requires_grad]
        self.optimizer = recipe.optimizer(parameters)
        # Fabric's copy of an optimiser steps, but does not follow when a state is loaded into the original.
        self.module, self.stepper = fabric.setup(task.module, self.optimizer)
        # Of mean 1, so that a learning rate means the same whatever the labels' trust.
        self.weight = torch.from_numpy(train.weight / train.weight.mean(dtype=np.float64)).float()
        mean, std = (torch.tensor(settings["preprocessing"][k]).view(3, 1, 1) for k in ("mean", "std"))
        self.mean, self.std = fabric.to_device(mean), fabric.to_device(std)
        self.progress, self.profile = Progress(), Profile()

    def fit(self) -> None:
        """Train until the last epoch, or until RvA has not risen for `patience` epochs.

        Raises CheckpointError when a file can't be written or read, and StoppedError when the memory is full, or a
        worker or another device's process was ended; the last checkpoint is whole. ValueError when the loss is no
        number any more, or no validation photo can be read.
        """
        self._resume()
        leader = self.fabric.is_global_zero
        at = self.progress.epoch * self.sampler.steps + self.progress.step
        metrics = Metrics(self.run.folder, at) if leader else None
        try:
            while self.progress.epoch < self.recipe.epochs and self.progress.waited < self.patience:
                loss = self._epoch(metrics)
                self._close_epoch(loss, metrics)
        except RuntimeError as error:
            reason = str(error).strip().split("\n")[0].rstrip(".")
            raise StoppedError(
                f"Training stopped in epoch {self.progress.epoch + 1} ({reason}): run the same command again to go on"
                " from the last checkpoint, or, when memory was short, begin a new run with a larger --accumulate."
            ) from error
        finally:
            if metrics:
                metrics.close()
        if leader:
            self.run.settings.update(finished=True, profile={"waiting": self.profile.waiting, **self.profile.seconds})
            self.run.write()
            tqdm.write(self.profile.summary())

    def _epoch(self, metrics: Metrics | None) -> float:
        """The rest of one epoch; its mean loss."""
        progress = self.progress
        self.sampler.epoch, self.sampler.first_step = progress.epoch, progress.step
        self.module.train()
        saved = time.monotonic()
        batches, order = iter(self.loader), self.sampler.order()
        bar = tqdm(
            total=self.sampler.steps,
            initial=progress.step,
            desc=f"epoch {progress.epoch + 1}/{self.recipe.epochs}",
            unit="step",
            disable=not self.fabric.is_global_zero,
        )
        for step in range(progress.step, self.sampler.steps):
            loss, photos = self._step(step, self.sampler.step_photos(order, step), batches, step == progress.step)
            if not math.isfinite(loss):
                raise ValueError(
                    f"The loss is no number any more in epoch {progress.epoch + 1}, step {step + 1}: begin a new run"
                    " with a smaller --learning-rate, or in --precision 32-true."
                )
            progress.step = step + 1
            progress.totals = (progress.totals[0] + loss, progress.totals[1] + photos)
            bar.set_postfix(loss=f"{self._mean_loss():.4f}", waiting=f"{self.profile.waiting:.0%}", refresh=False)
            bar.update()
            if metrics:
                at = progress.epoch * self.sampler.steps + step
                metrics.step(at, {"loss": loss / max(photos, 1.0), "rate": self._rate(step)})
                if progress.step < self.sampler.steps and time.monotonic() - saved >= self.checkpoint_s:
                    self._save()
                    saved = time.monotonic()
        bar.close()
        return self._mean_loss()

    def _step(self, step: int, photos: np.ndarray, batches: Iterator[Batch], first: bool) -> list[float]:
        """One step of the optimiser: the sum of the weighted losses, and the number of readable photos."""
        moment = (self.seed, self.progress.epoch, step)
        # For dropout and the like; every device draws its own.
        torch.manual_seed(torch_seed(*moment, self.fabric.global_rank))
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate(step)
        totals = self.fabric.to_device(torch.zeros(2))
        for number in range(self.parts):
            with self.profile.timed("start" if first and number == 0 else "data"):
                batch = next(batches)
            with self.profile.timed("compute"):
                inputs = self.task.inputs(photos, self.sampler.part(number), moment)
                pixels, readable, weight, *inputs = self.fabric.to_device(
                    [batch.pixels, batch.readable, self.weight[batch.photo], *inputs]
                )
                pixels = (pixels.float() / 255.0 - self.mean) / self.std
                with self.fabric.no_backward_sync(self.module, enabled=number < self.parts - 1):
                    loss = (self.module(pixels, *inputs) * weight * readable).sum()
                    # DDP takes the mean over devices; a step's loss is the mean over its photos.
                    self.fabric.backward(loss * self.fabric.world_size / len(photos))
                totals += torch.stack([loss.detach().float(), readable.sum().float()])
            for k, reason in batch.reasons:
                self.progress.unreadable[self.train.id[k]] = reason
        with self.profile.timed("compute"):
            self.stepper.step()
            self.stepper.zero_grad()
            self.task.after_step(photos)
            self.profile.photos += len(photos)
            # Reading the sum waits for the device: its work is never counted as a wait for data.
            return self.fabric.all_reduce(totals, reduce_op="sum").tolist()

    def _mean_loss(self) -> float:
        loss, photos = self.progress.totals
        return loss / max(photos, 1.0)

    def _rate(self, step: int) -> float:
        # Of the step's middle: at its end the last step of an epoch would have the rate of the next.
        return self.recipe.rate(self.progress.epoch + (step + 0.5) / self.sampler.steps)

    def _close_epoch(self, loss: float, metrics: Metrics | None) -> None:
        """Judge the epoch, keep its weights if they are the best, and save where the next begins."""
        progress, settings = self.progress, self.run.settings
        with self.profile.timed("judging"):
            figures = self._judge()
        if not progress.totals[1]:
            raise ValueError("No training photo can be read: see unreadable.csv, and prepare the dataset again.")
        best = settings.get("best")
        better = best is None or figures["rva"] > best["rva"]
        progress.waited = 0 if better else progress.waited + 1
        rate = self._rate(self.sampler.steps - 1)
        row = {"epoch": progress.epoch + 1, "loss": loss, "rate": rate, **figures}
        row |= {"unreadable": len(progress.unreadable), "waiting": round(self.profile.waiting, 4)}
        progress.rows.append(row)
        progress.epoch, progress.step, progress.totals = progress.epoch + 1, 0, (0.0, 0.0)
        if better:
            settings["best"] = {"epoch": progress.epoch, "loss": loss, **figures}
        if metrics:
            with self.profile.timed("files"):
                if better:
                    for name, weights in self.task.weights().items():
                        save_weights(self.run.folder / name, weights)
                metrics.epoch(progress.epoch * self.sampler.steps, progress.rows)
            self._save()
            self.run.write()
            tqdm.write(
                f"epoch {progress.epoch}: loss {loss:.4f}, RvA {figures['rva']:.4f}, accuracy {figures['accuracy']:.3f}"
                f" (balanced {figures['balanced_accuracy']:.3f}){', best' if better else ''}"
            )

    @torch.no_grad()
    def _judge(self) -> dict[str, Any]:
        """Figures of the validation photos; see `Monitor`."""
        self.module.eval()
        for buffer in self.task.module.buffers():
            # Batch norm's running statistics differ between devices until DDP's next step.
            self._from_leader(buffer)
        self.task.before_judging(self.fabric.device)
        found = self.monitor.areas(self._probabilities())
        if self.fabric.world_size > 1:
            shares = self.fabric.to_device(torch.from_numpy(found))
            found = self.fabric.all_reduce(shares, reduce_op="sum").cpu().numpy()
        self._share_unreadable()
        if self.fabric.is_global_zero:
            self._write_unreadable()
        return self.monitor.figures(found)

    def _probabilities(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        batch_size = max(1, _JUDGED_VIEWS // len(example(self.judged.preprocessing)))
        loader = judging_loader(self.judged, self.monitor.rows, batch_size, self.workers)
        start = 0
        for batch in tqdm(loader, desc="judging", leave=False, disable=not self.fabric.is_global_zero):
            with self.fabric.autocast():
                found = self.task.probabilities(self.fabric.to_device(batch.pixels)).float().cpu().numpy()
            for k, reason in batch.reasons:
                self.progress.unreadable[self.validation.id[k]] = reason
            readable = batch.readable.numpy()
            yield start + np.flatnonzero(readable), found[readable]
            start += len(readable)

    def _from_leader(self, tensor: Tensor) -> None:
        if self.fabric.world_size > 1:
            torch.distributed.broadcast(tensor, 0)

    def _share_unreadable(self) -> None:
        """Every device's findings, on every device."""
        if self.fabric.world_size > 1:
            found = [None] * self.fabric.world_size
            torch.distributed.all_gather_object(found, self.progress.unreadable)
            for one in found:
                self.progress.unreadable.update(one)

    def _write_unreadable(self) -> None:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["id", "reason"])
        writer.writerows(sorted(self.progress.unreadable.items()))
        write_whole(self.run.folder / "unreadable.csv", text.getvalue().encode())

    def _save(self) -> None:
        """Write the checkpoint: all that learns, and where the run is. Frozen weights are rebuilt, not kept."""
        with self.profile.timed("files"):
            frozen = {name for name, p in self.task.module.named_parameters() if not p.requires_grad}
            module = {name: w for name, w in self.task.module.state_dict().items() if name not in frozen}
            save_state(
                self.run.folder / CHECKPOINT,
                {
                    "module": module,
                    "optimizer": self.optimizer.state_dict(),
                    "precision": self.fabric.strategy.precision.state_dict(),
                    "task": self.task.state(),
                    "progress": vars(self.progress),
                    "best": self.run.settings.get("best"),
                },
            )

    def _resume(self) -> None:
        path = self.run.folder / CHECKPOINT
        self.run.settings["best"] = None
        if not path.exists():
            return
        state = load_state(path)
        try:
            missing, unexpected = self.task.module.load_state_dict(state["module"], strict=False)
            frozen = {name for name, p in self.task.module.named_parameters() if not p.requires_grad}
            if unexpected or set(missing) - frozen:
                raise KeyError("module")
            self.optimizer.load_state_dict(state["optimizer"])
            self.fabric.strategy.precision.load_state_dict(state["precision"])
            self.task.load(state["task"])
            self.progress = Progress(**state["progress"])
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            raise CheckpointError(
                f"'{CHECKPOINT}' in '{self.run.folder.name}' belongs to another network: start a new run."
            ) from error
        self.run.settings["best"] = state["best"]
        if self.fabric.is_global_zero:
            tqdm.write(f"Going on from epoch {self.progress.epoch + 1}, step {self.progress.step}.")
