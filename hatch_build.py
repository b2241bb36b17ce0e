"""While the package is built: write the shipped YAML once more as JSON, which is read faster."""

import compileall
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface[Any]):
    """Writes `opendecide/_snapshot.json` before the files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 — hatchling's signature
        """Make the snapshot from the YAML of this checkout, and its bytecode if it is run there."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root)))
        try:
            from opendecide.reading import snapshot

            snapshot.write()
        finally:
            sys.path.remove(str(Path(self.root)))
        if version == "editable":
            # Installers compile what they copy. Nobody compiles a checkout, and where Python may
            # write no bytecode it would compile two hundred modules for each command.
            compileall.compile_dir(Path(self.root) / "opendecide", quiet=2)
