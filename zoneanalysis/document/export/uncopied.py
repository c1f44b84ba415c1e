"""What both kinds of exporters do with a notebook before they read it."""

from __future__ import annotations

from typing import Any

__all__ = ["Uncopied"]


class Uncopied:
    """An exporter that copies a notebook only for preprocessors, of which ours need none.

    nbconvert copies it three times; of a review with its documents that is a tenth of the export.
    """

    _preprocessors: list[Any]

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook and resources as the preprocessors that are on leave them."""
        if any(getattr(each, "enabled", True) for each in self._preprocessors):
            done: tuple[Any, Any] = super()._preprocess(nb, resources)  # type: ignore[misc]
            return done
        return nb, resources
