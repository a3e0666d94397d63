"""The Hugging Face hub, asked once before anything is wanted of it."""

from __future__ import annotations

from contextlib import suppress

from huggingface_hub import constants, get_session, hf_hub_download, snapshot_download
from huggingface_hub.errors import LocalEntryNotFoundError, RemoteEntryNotFoundError

_PATIENCE_S = 10.0


def check_hub(repository: str) -> None:
    """OSError, within seconds, where the hub does not answer and its cache holds nothing of a repository.

    The hub's own library would ask again for a minute without a word.
    """
    try:
        snapshot_download(repository, local_files_only=True)
    except LocalEntryNotFoundError:
        try:
            get_session().head(constants.ENDPOINT, timeout=_PATIENCE_S)
        except Exception as error:  # those of whichever library it speaks HTTP with
            raise OSError(str(error)) from error


def fetch(repository: str, file: str) -> None:
    """Download a file into the cache, unless it is there or the repository has none of that name.

    Raises what really went wrong: open_clip would look for other files then, and tell of those alone.
    """
    with suppress(RemoteEntryNotFoundError):
        hf_hub_download(repository, file)
