"""Indicator maths: expected values by hand from printed figures, intervals by brute force."""

from fractions import Fraction as F
from itertools import product

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import zoneanalysis.indicators as za
from zoneanalysis.errors import InputError, NotDerivableError, UnitMismatchError
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up

ZERO = Figure.of("0", "%", exact=True)


def shown(result: za.NotDerivable | object, decimals: int) -> str:
    """Write the point of a result with so many places."""
    return format_half_up(result.point, decimals, minus="-")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("result", "decimals", "by_hand"),
    [
        # 54.76 / (1 - 0.188) = 67.438...
        (za.base_level("54.76亿元", "下降18.8%"), 3, "67.438"),
        # 54.76 / 0.414 = 132.2705...
        (za.whole_from_share("54.76亿元", "41.4%"), 3, "132.271"),
        # 69.35 - 54.76
        (za.period_level("69.35亿元", "54.76亿元"), 2, "14.59"),
        # 69.35/0.849 = 81.68433; 54.76/0.812 = 67.43842; 14.59/14.24591 - 1 = 2.4154 %
        (za.period_growth("69.35亿元", "54.76亿元", "下降15.1%", "下降18.8%"), 3, "2.415"),
        # -3.8 - 0.8
        (za.earlier_rate("下降3.8%", "收窄0.8个百分点"), 1, "-4.6"),
        # 9.9 - 10.4
        (za.pp_gap("增长9.9%", "10.4%"), 1, "-0.5"),
        # 0.044 * 0.039
        (za.contribution_pp("增长4.4%", "3.9%"), 4, "0.1716"),
        # 3.33 / 6
        (za.attainment("3.33亿元", "6亿元"), 1, "55.5"),
        (za.scheduled_level("6亿元", "2023-01/2023-06"), 1, "3.0"),
        (za.schedule_lead("3.33亿元", "6亿元", "2023-01/2023-06"), 1, "5.5"),
        # (0 - 0.6 * -18.8) / 0.4
        (za.required_growth("下降18.8%", ZERO, months_done=6, months_total=10), 1, "28.2"),
        # (0 - 0.5 * -18.8) / 0.5
        (za.required_growth("下降18.8%", ZERO, months_done=6), 1, "18.8"),
        (za.share("206.53亿元", "210.57亿元"), 4, "98.0814"),
        (za.project_rate("60个", "84个"), 2, "71.43"),
        (za.use_rate("66.70万平方米", "93.60万平方米"), 3, "71.261"),
        (za.conversion("86.23亿元", "99.07亿元"), 2, "87.04"),
        (za.average("366.19亿元", "84个"), 3, "4.359"),
        (za.land_per_parcel("1259.77亩", "11宗"), 2, "114.52"),
        (za.part_from_share("210.57亿元", "98%"), 2, "206.36"),
        (za.yoy_growth("4.12亿元", "1.62亿元"), 1, "154.3"),
    ],
)
def test_by_hand(result: object, decimals: int, by_hand: str) -> None:
    """Each formula gives the value that pencil and paper give."""
    assert shown(result, decimals) == by_hand


LEVELS = st.integers(100, 9999).map(lambda n: Figure.of(f"{n // 100}.{n % 100:02d}", "亿元"))
RATES = st.integers(-600, 900).map(lambda n: Figure.of(f"{F(n, 10).__float__():.1f}", "%"))


def inside(figure: Figure) -> list[F]:
    """Return both ends of a figure's interval and its middle."""
    assert figure.interval.lo is not None and figure.interval.hi is not None
    return [figure.interval.lo, figure.point, figure.interval.hi]


@given(LEVELS, LEVELS, RATES, RATES)
def test_period_growth_holds_every_value_that_rounding_allows(
    later: Figure, earlier: Figure, later_growth: Figure, earlier_growth: Figure
) -> None:
    """The interval of the implied month holds the growth of every admissible true value."""
    assume(later.point > earlier.point)
    figures = (later, earlier, later_growth, earlier_growth)
    try:
        result = za.period_growth(*figures)
    except NotDerivableError:
        bases = [
            x / (1 + g / 100) - y / (1 + h / 100)
            for x, y, g, h in product(*(inside(figure) for figure in figures))
        ]
        assert min(bases) <= 0 <= max(bases)
        return
    for x, y, g, h in product(*(inside(figure) for figure in figures)):
        growth = 100 * (x - y) / (x / (1 + g / 100) - y / (1 + h / 100)) - 100
        assert result.interval.contains(growth)


@given(LEVELS, RATES)
def test_growth_and_base_undo_each_other(level: Figure, rate: Figure) -> None:
    """The growth from the implied base is the growth that implied it."""
    base = za.base_level(level, rate)
    assert za.yoy_growth(level, base).point == rate.point


@given(RATES, st.integers(1, 11))
def test_required_growth_reaches_its_target(rate: Figure, done: int) -> None:
    """The weighted mean of growth so far and required growth is the target."""
    need = za.required_growth(rate, ZERO, months_done=done)
    assert (done * rate.point + (12 - done) * need.point) / 12 == 0


@given(st.integers(1, 400), st.data())
def test_counts_for_rate_finds_the_true_count(total: int, data: st.DataObject) -> None:
    """The count behind a rate that was rounded from it is always among those found."""
    count = data.draw(st.integers(0, total))
    places = data.draw(st.integers(0, 2))
    printed = Figure.of(format_half_up(F(100 * count, total), places, minus="-"), "%")
    found = za.counts_for_rate(printed, Figure.of(total, "个"))
    assert count in found
    brute = [k for k in range(total + 1) if printed.interval.contains(F(100 * k, total))]
    assert list(found) == brute


def test_growth_of_another_basis_is_marked_indicative() -> None:
    """Constant-price growth on a nominal level is shown but never judged."""
    real = za.base_level("357.73亿元", "增长9.9%", basis="constant_price")
    assert real.indicative and real.note is not None
    assert not za.base_level("357.73亿元", "增长9.9%").indicative


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: za.yoy_growth("1亿元", "1亩"), UnitMismatchError),
        (lambda: za.pp_gap("1亿元", "1%"), UnitMismatchError),
        (lambda: za.average("1亿元", "1亿元"), UnitMismatchError),
        (lambda: za.yoy_growth("1亿元", "0.00亿元"), NotDerivableError),
        (lambda: za.yoy_growth("-3.1亿元", "-2.0亿元"), NotDerivableError),
        (lambda: za.base_level("1亿元", "下降100%"), NotDerivableError),
        (lambda: za.base_level("1亿元", "下降100.0%"), NotDerivableError),
        (lambda: za.attainment("1亿元", "0亿元"), NotDerivableError),
        (lambda: za.whole_from_share("-3.1亿元", "41.4%"), NotDerivableError),
        (lambda: za.period_growth("6亿元", "-5亿元", "下降5%", "下降8%"), NotDerivableError),
        (lambda: za.period_growth("5亿元", "6亿元", "下降5%", "下降1%"), NotDerivableError),
        (lambda: za.share("1亿元", "0亿元"), NotDerivableError),
        (lambda: za.project_rate("85个", "84个"), InputError),
        (lambda: za.required_growth("1%", "2%", months_done=12), InputError),
        (lambda: za.counts_for_rate("50%", "0个"), InputError),
        (lambda: za.yoy_growth(54.76, "1亿元"), InputError),
    ],
)
def test_what_cannot_be_computed_says_why(call: object, error: type[Exception]) -> None:
    """Unlike units, empty bases and impossible counts are named, never computed."""
    with pytest.raises(error):
        call()  # type: ignore[operator]


def test_columns_are_computed_row_by_row_and_lose_nothing() -> None:
    """A column gives a column: missing stays missing, what does not follow says why."""
    level = pd.Series(["54.76亿元", None, "1.00亿元"], index=["a", "b", "c"])
    growth = pd.Series(["下降18.8%", "1%", "下降100%"], index=["a", "b", "c"])
    base = za.base_level(level, growth)
    assert list(base.index) == ["a", "b", "c"]
    assert base["a"] == za.base_level("54.76亿元", "下降18.8%")
    assert base["b"] is None
    assert isinstance(base["c"], za.NotDerivable) and "leaves no base" in str(base["c"].reason)


def test_a_bad_cell_of_a_column_is_named_by_its_row() -> None:
    """The error says in which row of the column the token stands."""
    with pytest.raises(InputError, match="row 1"):
        za.base_level(pd.Series(["1亿元", "乱"]), "1%")


def test_columns_with_different_indexes_are_refused() -> None:
    """Rows are never matched by accident."""
    with pytest.raises(InputError, match="same index"):
        za.pp_gap(pd.Series(["1%"], index=[0]), pd.Series(["1%"], index=[1]))


def test_ranks_are_shared_where_rounding_cannot_tell() -> None:
    """24.5% and 24% overlap and share ranks 2 to 3; the lowest first is the mirror image."""
    values = {"文水": "33.8%", "孝义": "24.5%", "杏花村": "24%", "交口": "21.3%"}
    high = {each.name: (each.best, each.worst) for each in za.ranking(values)}
    assert high == {"文水": (1, 1), "孝义": (2, 3), "杏花村": (2, 3), "交口": (4, 4)}
    low = {each.name: (each.best, each.worst) for each in za.ranking(values, highest_first=False)}
    assert low == {"交口": (1, 1), "孝义": (2, 3), "杏花村": (2, 3), "文水": (4, 4)}
    assert za.ranking({}) == ()
