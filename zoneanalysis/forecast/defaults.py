"""Default parameters of monthly growth: what was learnt from many real series (默认参数).

Derivation: ``python -m benchmarks.forecast_defaults`` on 90 monthly series of one half of the M3
competition (S. Makridakis and M. Hibon, *International Journal of Forecasting* 16 (2000) 451-476,
doi:10.1016/S0169-2070(00)00057-1) and eleven Chinese national series, each group counting half.
The scales of the noisy and the swinging kind were then set a little wider by hand, and their
shares, so that the intervals of series unlike the Chinese ones hold. The long-run means lie about
zero, so that no sign of growth is presumed. ``SOFT`` was chosen by the errors on M3: 36, 60 and
150 gave the same RMSE, and the wider two the better coverage.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FADE", "KINDS", "SOFT", "Kind"]


@dataclass(frozen=True)
class Kind:
    """One kind of series: how its monthly growth moves, in units of its own scale.

    Parameters
    ----------
    name : str
    share : float
        Of the series that are of this kind.
    damping : float
        Part of growth's distance from its long-run mean that is left after a month.
    swing : float
        Variance of what levels gain or lose for a while; that of growth's own level is 1.
    pull : float
        Part of that which is left after a month.
    noise : float
        Variance of the noise of a month of average weight.
    base_effect : float
        Part of swing and noise that returns with the other sign after twelve months (基数效应).
    mean_variance : float
        Of the long-run means of the series about zero, in squared scales.
    log_scale, log_scale_sd : float
        The scale (standard deviation of growth's level, percentage points) is log-normal.
    """

    name: str
    share: float
    damping: float
    swing: float
    pull: float
    noise: float
    base_effect: float
    mean_variance: float
    log_scale: float
    log_scale_sd: float


KINDS: tuple[Kind, ...] = (
    Kind("smooth", 0.490, 0.968, 0.439, 0.951, 0.009, 0.924, 0.263, 1.325, 0.686),
    Kind("noisy", 0.240, 0.939, 0.575, 0.656, 39.386, 0.693, 1.778, 0.950, 1.150),
    Kind("swinging", 0.270, 0.949, 6.949, 0.951, 0.975, 0.949, 0.653, 1.150, 0.500),
)
SOFT = 100.0
"""Expected growth of the months left is drawn back: SOFT × asinh(growth/SOFT), percent."""
FADE = 0.70
"""What the rates of a year ago still say about kind and scale, against those of this year."""
