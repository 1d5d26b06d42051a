"""The outlook page: a security's forecast as a fan, whether its model has skill, and past intervals against what came."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from agents.specialist import Part
from agents.tools.outlook import HORIZONS, OutlookArguments, metric_label, outlook
from agents.writer.notes import rendered
from forecasting.replaying import PastForecast
from stockelper.errors import StockelperError
from stockelper.language.numbers import day, percent, plain
from stockelper.markets.registry import MARKETS
from stockelper.types import SKILL_CONFIDENCE, Forecast, Note, Security
from ui.charts.layout import CONFIG
from ui.charts.track import track
from ui.chat.charting import draw_chart
from ui.chat.examples import with_prices
from ui.chat.markup import markdown_text
from ui.chat.naming import called
from ui.chat.opened import Page
from ui.chat.picking import picker

SECURITY = "security"
"""What the address names."""
DRAWN = 40
"""Past intervals that are drawn at most."""
DEFAULT = 5


def outlook_page(page: Page) -> None:
    """Draw it."""
    words = page.words
    st.html(f'<div class="sk-hero"><h1>{words("outlook_title")}</h1><p>{words("outlook_text")}</p></div>')
    st.page_link(page.links["home"], label=words("back_to_chat"), icon=":material/arrow_back:")
    picker(page, room="outlook", parameter=SECURITY, label=words("search"), offered=_offered(page))
    security = _chosen(page)
    if security is None:
        st.caption(words("outlook_choose"))
        return
    horizon = st.segmented_control(
        words("outlook_horizon"),
        HORIZONS,
        default=DEFAULT,
        format_func=lambda sessions: words("outlook_sessions", sessions=sessions),
        key="outlook-horizon",
        required=True,
    )
    _of(page, security, horizon or DEFAULT)


def _offered(page: Page) -> list[Security]:
    """Well-known securities that the store has prices of."""
    product = page.product
    now, listing = product.clock.now(), product.resolver().listing
    return with_prices(product.documents, listing, now, list(MARKETS))


def _chosen(page: Page) -> Security | None:
    """The security that the address names; None where it names none that is listed."""
    wanted = st.query_params.get(SECURITY)
    return page.product.resolver().listing.get(wanted) if wanted else None


def _of(page: Page, security: Security, horizon: int) -> None:
    words = page.words
    context = page.product.context(page.product.clock, words.language, page.user)
    try:
        with st.spinner(words("outlook_working")):
            found = outlook(OutlookArguments(security=security.id, horizon=horizon), context)
            past = page.product.forecasts.history(security.id, horizon, page.product.clock.today())
    except StockelperError as error:
        (note,) = rendered((Note(code=error.code, parameters=dict(error.parameters)),), words.language)
        st.info(markdown_text(note.text), icon=":material/info:")
        return
    assert found.forecast is not None
    _figures(page, security, found.forecast)
    for number, chart in enumerate(found.charts):
        draw_chart(page, chart, f"outlook-{number}", found.forecast.basis)
    _verdict(page, found.forecast)
    _notes(page, found)
    _past(page, past)


def _figures(page: Page, security: Security, made: Forecast) -> None:
    """The name, and the interval before everything else."""
    words = page.words
    badge = f'<span class="sk-badge">{words("simulated")}</span>' if made.simulated else ""
    name = escape(called(security, words.language))
    ends = f"{_signed(made.interval.low, page)} … {_signed(made.interval.high, page)}"
    until = words(
        "outlook_until",
        level=percent(made.interval.level, words.language),
        date=day(made.target_date, words.language),
    )
    st.html(
        f'<div class="sk-quote"><div class="sk-quote-top"><span class="sk-quote-name">{name}</span>'
        f'<span class="sk-quote-id">{escape(security.ticker)}</span>{badge}</div>'
        f'<div class="sk-quote-line"><span class="sk-quote-price">{escape(ends)}</span></div>'
        f'<div class="sk-quote-time">{escape(until)}</div></div>'
    )


def _verdict(page: Page, made: Forecast) -> None:
    """Whether the model has skill, how often its intervals held, and what it is."""
    words, skill, held = page.words, made.skill, made.realised_coverage
    show = st.success if skill.verdict == "skill" else st.warning
    show(words(f"outlook_{skill.verdict}"), icon=":material/insights:")
    rows = [(words("outlook_middle"), f"{_signed(made.expected_return, page)}")]
    rows.append((words("outlook_chance"), percent(made.p_up, words.language)))
    if skill.value is not None and skill.ci is not None:
        span = f"{skill.value:.4f} ({skill.ci[0]:.4f} … {skill.ci[1]:.4f})"
        rows.append(
            (
                words(
                    "outlook_metric",
                    metric=metric_label(skill.metric, words.language),
                    confidence=percent(SKILL_CONFIDENCE, words.language),
                ),
                span,
            )
        )
    if held.share is not None:
        share = f"{percent(held.share, words.language)} / {plain(held.n)}"
        rows.append((words("outlook_held", level=percent(held.level, words.language)), share))
    rows.append((words("outlook_model"), f"{made.model} ({day(made.trained_until, words.language)})"))
    lines = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows)
    st.html(f'<table class="sk-table">{lines}</table>')
    if skill.verdict == "skill":
        for reason in made.reasons:
            st.caption(markdown_text(reason))


def _notes(page: Page, found: Part) -> None:
    told = "".join(f"<div>{escape(note.text)}</div>" for note in rendered(found.notes, page.words.language))
    st.html(f'<div class="sk-notes">{told}</div>')


def _past(page: Page, past: Sequence[PastForecast]) -> None:
    """Past intervals against what came, the newest last."""
    words = page.words
    st.subheader(words("outlook_past"))
    due = [one for one in past if one.realised is not None]
    if not due:
        st.caption(words("outlook_no_past"))
        return
    held = sum(bool(one.held) for one in due)
    st.caption(words("outlook_past_held", held=held, count=len(due)))
    figure = track(
        past[-DRAWN:],
        language=words.language,
        inside=words("outlook_inside"),
        outside=words("outlook_outside"),
    )
    st.plotly_chart(figure, key="outlook-past", config=CONFIG, alt=words("outlook_past"))


def _signed(value: float, page: Page) -> str:
    return f"{'+' if value > 0 else ''}{percent(value, page.words.language)}"
