"""Writing a file anew, so that whoever reads it meanwhile sees the old one or the new one."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Write a file beside its final place, then rename it: readers see the old or the new one.

    A link stays a link, and a device or pipe is written to, never replaced.
    """
    import tempfile  # only where something is written

    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
