"""A provisioner gives Jupyter a kernel from the nursery, or one started afresh as Jupyter does.

It is handed to papermill for pages that ``evidence run`` executes. Whoever runs a page otherwise
(papermill alone, nbval, JupyterLab) has plain kernels; that both give the same is tested.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from evidence.runner.nursery import Nursery


class NurseryProvisioner(LocalProvisioner):
    """The provisioner of local processes, which has a kernel forked where that can be done."""

    nursery: Nursery
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch the kernel that ``cmd`` would start."""
        forked = None
        asked = self._scrub_kwargs(kwargs)
        self.cwd = asked.pop("cwd", None) or Path.cwd()
        if set(asked) == {"env"}:  # nothing else that a process can be started with
            forked = self.nursery.fork(cmd, str(self.cwd), asked["env"])
        if forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked
        self.pid = self.pgid = forked.pid
        return self.connection_info


def manager(nursery: Nursery) -> type[AsyncKernelManager]:
    """Make the class of kernel managers whose kernels come from a nursery."""

    class NurseryManager(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.kernel_id = str(uuid.uuid4())
            self.provisioner = NurseryProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
            self.provisioner.nursery = nursery

    return NurseryManager
