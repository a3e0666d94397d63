"""The Hugging Face hub, asked once before anything is wanted of it."""

from __future__ import annotations

from huggingface_hub import constants, get_session, snapshot_download
from huggingface_hub.errors import LocalEntryNotFoundError

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
