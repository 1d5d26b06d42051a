"""Figures from chart data, looked at through what they hold."""

import datetime as dt
from typing import Any, cast

import numpy as np
import plotly.graph_objects as go
import pytest

from forecasting.replaying import PastForecast
from stockelper.types import Chart, Edge, EdgeSource, Node, Series, Subgraph
from ui.charts.candles import INDICATORS, Indicator, candles
from ui.charts.fan import fan
from ui.charts.layout import short_day
from ui.charts.lines import bars, lines
from ui.charts.network import LABELLED, network, place
from ui.charts.palette import SCHEMES, colour_of
from ui.charts.track import track

START = dt.date(2025, 1, 2)
NAMES: dict[Indicator, str] = {name: name.upper() for name in INDICATORS}


def series(name: str, *values: float | None, unit: str = "KRW") -> Series:
    points = tuple((START + dt.timedelta(days=n), value) for n, value in enumerate(values))
    return Series(name=name, unit=unit, points=points)


def traces(figure: go.Figure) -> list[Any]:
    return list(cast("Any", figure).data)


def layout(figure: go.Figure) -> Any:
    return cast("Any", figure).layout


@pytest.fixture
def chart() -> Chart:
    """Three sessions: a rise, a halt, a fall."""
    return Chart(
        kind="candles",
        title="가나전자",
        security="KRX:111111",
        series=(
            series("open", 100, None, 120),
            series("high", 125, None, 121),
            series("low", 99, None, 100),
            series("close", 120, 120, 101),
            series("volume", 10, 0, 30, unit="shares"),
        ),
    )


def test_candles_hold_the_chart_s_prices_and_leave_no_gap_for_closed_days(chart: Chart) -> None:
    figure = candles(chart, scheme="korean", language="ko", indicators=(), names=NAMES)
    (prices,) = traces(figure)
    assert list(prices.close) == [120, 120, 101]
    assert np.isnan(prices.open[1])
    assert layout(figure).xaxis.type == "category"


@pytest.mark.parametrize(("scheme", "up", "down"), [("korean", "red", "blue"), ("western", "green", "red")])
def test_a_rise_is_red_in_korea_and_green_in_the_west(chart: Chart, scheme: str, up: str, down: str) -> None:
    colours = SCHEMES["korean" if scheme == "korean" else "western"]
    figure = candles(
        chart, scheme="korean" if scheme == "korean" else "western", language="en", indicators=(), names=NAMES
    )
    assert traces(figure)[0].increasing.fillcolor == colours.up
    assert traces(figure)[0].decreasing.fillcolor == colours.down
    assert (_main_channel(colours.up), _main_channel(colours.down)) == (up, down)


def _main_channel(colour: str) -> str:
    values = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return ("red", "green", "blue")[values.index(max(values))]


def test_the_sign_of_a_change_chooses_its_colour() -> None:
    assert colour_of(0.1, "korean") == SCHEMES["korean"].up
    assert colour_of(-0.1, "western") == SCHEMES["western"].down
    assert colour_of(0.0, "korean") == colour_of(None, "korean") == SCHEMES["korean"].flat


def test_every_indicator_can_be_drawn_and_is_named(chart: Chart) -> None:
    figure = candles(chart, scheme="korean", language="ko", indicators=INDICATORS, names=NAMES)
    assert {trace.name for trace in traces(figure) if trace.name} == set(NAMES.values())
    assert layout(figure).height == 300 + 3 * 96


def test_closes_before_the_chart_fill_its_first_averages(chart: Chart) -> None:
    before = np.arange(1.0, 20.0)
    alone = candles(chart, scheme="korean", language="ko", indicators=("sma20",), names=NAMES)
    warm = candles(chart, scheme="korean", language="ko", indicators=("sma20",), names=NAMES, before=before)
    assert np.isnan(traces(alone)[1].y).all()
    assert traces(warm)[1].y[0] == pytest.approx((before.sum() + 120) / 20)
    assert len(traces(warm)[1].y) == 3


def test_lines_share_one_axis_of_dates() -> None:
    late = Series(name="B", unit="index", points=((START + dt.timedelta(days=1), 101.0),))
    chart = Chart(kind="line", title="t", series=(series("A", 100, 102), late))
    figure = lines(chart, language="en")
    assert [list(trace.y) for trace in traces(figure)] == [[100, 102], [None, 101]]
    assert layout(figure).showlegend is True
    assert len(traces(bars(chart, language="en"))) == 2


def test_an_empty_chart_is_an_empty_figure() -> None:
    assert len(traces(lines(Chart(kind="line", title="t", series=()), language="ko"))) == 0


def test_a_fan_opens_at_the_last_close_and_leaves_no_gap_for_closed_days() -> None:
    days = [dt.date(2025, 12, 29), dt.date(2025, 12, 30), dt.date(2026, 1, 2), dt.date(2026, 1, 5)]
    ahead = {"low": 95.0, "middle": 101.0, "high": 108.0}
    ends = [
        Series(name=name, unit="KRW", points=((days[1], 100.0), (days[2], None), (days[3], end)))
        for name, end in ahead.items()
    ]
    closes = Series(name="close", unit="KRW", points=((days[0], 99.0), (days[1], 100.0)))
    figure = fan(Chart(kind="fan", title="t", series=(closes, *ends)), language="ko")
    low, high = (next(one for one in traces(figure) if one.name == name) for name in ("low", "high"))
    assert (low.y[0], low.y[-1], high.y[0], high.y[-1]) == (100.0, 95.0, 100.0, 108.0)
    assert high.fill == "tonexty"
    assert list(layout(figure).xaxis.categoryarray) == [day.isoformat() for day in days]


def test_past_intervals_tell_returns_inside_from_those_outside() -> None:
    past = [
        PastForecast(dt.date(2025, 12, 1), -0.05, 0.05, 0.0, 0.02),
        PastForecast(dt.date(2025, 12, 8), -0.05, 0.05, None, 0.09),
        PastForecast(dt.date(2025, 12, 15), -0.05, 0.05, None, None),
    ]
    bars, held, missed = traces(track(past, language="en", inside="in", outside="out"))
    assert len(bars.x) == 3
    assert (list(held.y), list(missed.y)) == ([2.0], [9.0])


def test_ticks_name_days_of_short_spans_and_months_of_long_ones() -> None:
    last = START + dt.timedelta(days=900)
    assert short_day(START, START, START, "ko") == "1/2"
    assert short_day(START, START, last, "ko") == "25.1"
    assert short_day(START, START, last, "en") == "Jan 2025"


def subgraph(*pairs: tuple[str, str]) -> Subgraph:
    ids = sorted({id_ for pair in pairs for id_ in pair})
    edges = [
        Edge(
            id=f"{head}>{tail}", type="SUPPLIES", head=head, tail=tail, confidence=1, source=EdgeSource(id="s"),
            known_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC), ratio=0.125,
        )
        for head, tail in pairs
    ]  # fmt: skip
    return Subgraph(nodes=tuple(Node(id=i, kind="Company", name=i) for i in ids), edges=tuple(edges))


def test_a_graph_is_placed_the_same_each_time_within_its_frame() -> None:
    ring = subgraph(("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"))
    places = place(ring)
    assert places == place(ring)
    assert all(-1.001 <= x <= 1.001 and -1.001 <= y <= 1.001 for x, y in places.values())
    assert len({(round(x, 2), round(y, 2)) for x, y in places.values()}) == 4


def test_an_arrow_points_from_head_to_tail_and_names_its_relation() -> None:
    graph = subgraph(("a", "b"))
    figure = network(graph, relations={"SUPPLIES": "공급"}, kinds={"Company": "기업"}, focus=frozenset({"a"}))
    (arrow,) = layout(figure).annotations
    assert (arrow.x, arrow.y) == place(graph)["b"]
    assert "공급 12.5%" in [text for trace in traces(figure) for text in (trace.text or ())]


def test_hostile_names_are_drawn_as_text() -> None:
    graph = Subgraph(nodes=(Node(id="a", kind="Company", name="<b>x</b>"),))
    figure = network(graph, relations={}, kinds={}, focus=frozenset())
    assert traces(figure)[-1].text[0] == "&lt;b&gt;x&lt;/b&gt;"


def test_many_edges_tell_their_labels_when_they_are_hovered():
    known = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    nodes = tuple(Node(id=f"KRX:{n:06d}", kind="Company", name=f"N{n}") for n in range(LABELLED + 2))
    edges = tuple(
        Edge(id=f"e{n}", type="SUPPLIES", head=nodes[0].id, tail=one.id, known_at=known, confidence=1.0,
             source=EdgeSource(id="test"))
        for n, one in enumerate(nodes[1:])
    )  # fmt: skip
    few = Subgraph(nodes=nodes, edges=edges[:LABELLED])
    modes = [
        traces(network(graph, relations={"SUPPLIES": "supplies"}, kinds={}, focus=frozenset()))[1].mode
        for graph in (few, Subgraph(nodes=nodes, edges=edges))
    ]
    assert modes == ["text", "markers"]
