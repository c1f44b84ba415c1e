"""The same model as a state space of statsmodels, for its smoother and diagnostics (模型对照)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from statsmodels.tsa.statespace.mlemodel import MLEModel

__all__ = ["as_statsmodels"]

Floats = NDArray[np.float64]


def as_statsmodels(
    spread: Floats, rows: Sequence[Floats], rates: Floats, errors: Floats
) -> MLEModel:
    """Return the model of `zoneanalysis.forecast.model` in statsmodels.

    The state is the growth of the months and doesn't move; each published rate is observed through
    its row of the cumulator. ``.ssm.filter()`` and ``.ssm.smooth()`` then give what
    `zoneanalysis.forecast.model.filtered` gives of the same arguments, with all the diagnostics of
    that library.

    Examples
    --------
    >>> model = as_statsmodels(np.eye(1), [np.ones(1)], np.ones(1), np.ones(1))
    >>> float(model.ssm.filter().filtered_state[0, -1])
    0.5
    """
    from statsmodels.tsa.statespace.mlemodel import MLEModel

    months = len(spread)
    model = MLEModel(
        rates,
        k_states=months,
        initialization="known",
        constant=np.zeros(months),
        stationary_cov=spread,
    )
    model["design"] = np.stack(rows, axis=1)[None]
    model["obs_cov"] = errors[None, None]
    model["transition"] = np.eye(months)
    return model
