"""The rates of the project pipeline 签约→开工→投产→达产 and the counts behind them (四率)."""

from __future__ import annotations

from dataclasses import replace

from zoneanalysis.errors import InputError
from zoneanalysis.indicators.columns import Given, columnwise, quantity
from zoneanalysis.indicators.operands import percent, written
from zoneanalysis.indicators.shares import share
from zoneanalysis.messages import Message
from zoneanalysis.relations.whole import attainable
from zoneanalysis.values.figures import Derived, Quantity

__all__ = ["counts_for_rate", "project_rate"]


@columnwise
def project_rate(reached: Given, of: Given) -> Derived:
    """Return the share of projects that reached the next stage, in percent.

    开工率 (started of signed), 投产率 (in production of started), 达产率 (at full capacity of those
    in production) and 入统率 (in the statistics of those in production) are all this one.

    Parameters
    ----------
    reached, of : figure or printed token
        Counts; the first not above the second.

    Raises
    ------
    InputError
        Where more projects reached the stage than there are.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(project_rate("60个", "84个").point, 2)
    '71.43'
    """
    done, total = _count(reached), _count(of)
    if done.point > total.point:
        raise InputError.single(
            must="no more projects can have reached a stage than there are",
            came=f"{written(done)} of {written(total)}",
            do="Check which count is the whole.",
        )
    rate = share(done, total)
    words = Message("rate = projects that reached the stage ÷ projects × 100")
    return replace(rate, name="project_rate", words=words)


@columnwise
def counts_for_rate(rate: Given, of: Given) -> tuple[int, ...]:
    r"""Return every whole number of projects that gives the printed rate; none where none can.

    .. math:: \{k \in \mathbb{N}_0 : 100 k / n \in [r - h, r + h]\}

    Parameters
    ----------
    rate : figure or printed token
        In percent; its precision is that of its characters.
    of : figure or printed token
        Number of projects, a whole number.

    References
    ----------
    N. J. L. Brown and J. A. J. Heathers, "The GRIM Test", *Social Psychological and Personality
    Science* 8(4), 2017, 363-369, doi:10.1177/1948550616673876.

    Examples
    --------
    >>> counts_for_rate("94.6%", "72个"), counts_for_rate("70.7%", "84个")
    ((), ())
    >>> counts_for_rate("70.7%", "82个")
    (58,)
    """
    wanted, total = percent(rate, "a project rate"), _count(of)
    if total.point.denominator != 1 or total.point < 1:
        raise InputError.single(
            must="the number of projects must be a whole number of at least 1",
            came=written(total),
            do="Give the printed count, such as 84个.",
        )
    n = int(total.point)
    return tuple(attainable(wanted.interval, n))


def _count(given: Given) -> Quantity:
    value = quantity(given)
    value.require("count", "a number of projects")
    return value
