"""Default parameters of monthly growth: what was learnt from many real series (默认参数).

Derivation: ``python -m benchmarks.forecast_defaults`` on 90 monthly series of one half of the M3
competition (S. Makridakis and M. Hibon, *International Journal of Forecasting* 16 (2000) 451-476,
doi:10.1016/S0169-2070(00)00057-1) and eleven Chinese national series, each group counting half.
Learnt on two thirds of the series and scored on the third, in turn, the scales had to spread 1.5
times as much as learnt, and ``SOFT`` to be 25; both are in the numbers below. The long-run means
lie about zero, so that no sign of growth is presumed.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FADE", "FIRST", "KINDS", "SOFT", "Kind"]


@dataclass(frozen=True)
class Kind:
    """One kind of series: how its monthly growth moves, in units of its own scale.

    ``share`` of the series are of this kind. ``damping`` is the part of growth's distance from its
    long-run mean that is left after a month; ``swing`` the variance of what levels gain or lose for
    a while (that of growth's own level is 1), and ``pull`` the part of it that is left after a
    month; ``noise`` the variance of that of a month of average weight; ``base_effect`` the part of
    swing and noise that returns with the other sign after twelve months (基数效应);
    ``mean_variance`` that of the long-run means about zero, in squared scales. The scale (standard
    deviation of growth's level, percentage points) is log-normal.
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
    Kind("smooth", 0.473, 0.973, 0.722, 0.964, 0.007, 0.900, 0.267, 1.284, 1.042),
    Kind("noisy", 0.200, 0.951, 0.413, 0.673, 50.135, 0.649, 1.870, 0.783, 1.406),
    Kind("swinging", 0.327, 0.924, 4.937, 0.955, 0.644, 0.947, 0.671, 1.293, 0.587),
)
SOFT = 25.0
"""Expected growth of the months left is drawn back: SOFT × asinh(growth/SOFT), percent."""
FADE = 0.67
"""What the rates of a year ago still say about kind and scale, against those of this year."""
FIRST = 0.35
"""What a year's first rate says about them: one near zero is no sign of a calm series."""
