"""Runs the cells of a notebook in this process, as a Jupyter kernel would, without the kernel.

Starting and stopping a kernel takes a second, and its messages travel over sockets. A report's
notebook needs neither: the shell below is IPython's own, with its display publisher, display hook
and traceback printer replaced by ones that keep the outputs. One process runs one notebook.
"""

from __future__ import annotations

import atexit
import contextlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from traitlets.config import Config

__all__ = ["CellShell"]


def _output(kind: str, **fields: object) -> NotebookNode:
    """Return an output of a cell; nbformat's own functions copy it, or hold it against a schema."""
    return NotebookNode(output_type=kind, **fields)


class _Outputs(list[NotebookNode]):
    """The outputs of one cell, in order; text of one stream in a row is one output."""

    def __init__(self) -> None:
        super().__init__()
        self._clear_before_next = False

    def append(self, output: NotebookNode) -> None:
        if self._clear_before_next:
            self.clear()
            self._clear_before_next = False
        last = self[-1] if self else None
        if (
            output.output_type == "stream"
            and last is not None
            and last.output_type == "stream"
            and last.name == output.name
        ):
            last.text += output.text
        else:
            super().append(output)

    def clear_output(self, *, wait: bool) -> None:
        if wait:
            self._clear_before_next = True
        else:
            self.clear()


class _Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, outputs: _Outputs) -> None:
        super().__init__()
        self._name = name
        self._outputs = outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._outputs.append(_output("stream", name=self._name, text=text))
        return len(text)


class _Publisher(DisplayPublisher):
    """Keeps what ``display(…)`` shows."""

    shell: CellShell

    def publish(
        self,
        data: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        source: object = None,  # noqa: ARG002 -- IPython's signature
        *,
        transient: object = None,  # noqa: ARG002
        update: bool = False,  # noqa: ARG002
        **_: object,
    ) -> None:
        """Add a display to the outputs of the cell."""
        self.shell.outputs.append(
            _output("display_data", data=dict(data), metadata=dict(metadata or {}))
        )

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002
        """Drop the outputs of the cell so far, or, with ``wait``, when the next one comes."""
        self.shell.outputs.clear_output(wait=wait)


class _Hook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    shell: CellShell

    def write_output_prompt(self) -> None:
        """Print no ``Out[1]:``; the notebook has its own."""

    def write_format_data(
        self, format_dict: Mapping[str, Any], md_dict: Mapping[str, Any] | None = None
    ) -> None:
        """Add the value to the outputs of the cell."""
        self.shell.outputs.append(
            _output(
                "execute_result",
                data=dict(format_dict),
                metadata=dict(md_dict or {}),
                execution_count=self.shell.run_number,
            )
        )

    def finish_displayhook(self) -> None:
        """End without the line break of a terminal."""
        self._is_active = False


class CellShell(InteractiveShell):
    """IPython without a terminal: runs a cell and returns its outputs as the notebook keeps them.

    It is the process's one shell (``get_ipython()``) while it is open.
    """

    outputs: _Outputs
    run_number: int

    @classmethod
    @contextlib.contextmanager
    def opened(cls, scratch: Path) -> Iterator[CellShell]:
        """Lend a fresh shell that reads no user profile, keeps no history, writes in scratch."""
        config = Config()
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.ipython_dir = str(scratch)
        config.InteractiveShell.xmode = "Context"
        config.HistoryManager.enabled = False
        shell: CellShell = cls.instance(
            config=config, display_pub_class=_Publisher, displayhook_class=_Hook
        )
        shell.outputs = _Outputs()
        try:
            yield shell
        finally:  # IPython keeps a shell as long as the process: not with all that cells made
            atexit.unregister(shell.atexit_operations)
            shell.user_ns.clear()
            shell.history_manager.outputs.clear()
            cls.clear_instance()
            shell.__dict__.clear()

    def run(self, source: str) -> tuple[int, list[NotebookNode], BaseException | None]:
        """Return the number of the run, the outputs and the error (None if there was none)."""
        self.outputs = outputs = _Outputs()
        self.run_number = self.execution_count
        with (
            contextlib.redirect_stdout(_Stream("stdout", outputs)),
            contextlib.redirect_stderr(_Stream("stderr", outputs)),
        ):
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return self.run_number, list(outputs), error

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept ``%matplotlib inline``; there is no window to serve."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        """Keep a traceback as an output of kind ``error``."""
        self.outputs.append(
            _output("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))
        )
