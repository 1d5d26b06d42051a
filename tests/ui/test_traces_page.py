"""The plain page that shows how an answer came about."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.chat import opened
from ui.chat.traces import waterfall
from ui.wiring import Product


def script(data: str, user: str) -> None:
    """What `ui/app.py` does, with the traces page alone."""
    from argparse import Namespace
    from pathlib import Path

    import streamlit as st

    from ui.chat.opened import ROOMS, page
    from ui.chat.traces import traces

    def draw() -> None:
        traces(page(Namespace(data=Path(data), as_of=None, user=user), dict.fromkeys(ROOMS, alone)))

    alone = st.Page(draw, title="traces", default=True)
    st.navigation([alone], position="hidden").run()


def shown(data: Path, user: str, trace: str | None = None) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60, args=(str(data), user))
    page.query_params["lang"] = "ko"
    if trace:
        page.query_params["trace"] = trace
    page.run()
    opened.close_all()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def test_a_trace_shows_question_steps_inputs_and_outputs(product: Product, practice_data: Path) -> None:
    question = "온새미반도체 <b>지금</b> 주가 얼마야?"
    answer = product.runs.answer(product.runs.start(question, None, "tracer"), timeout=60)
    product.close()
    page = shown(practice_data, "tracer", answer.trace_id)
    html = html_of(page)
    assert "온새미반도체 &lt;b&gt;지금" in html
    for step in ("guard", "plan", "market", "write", "verify"):
        assert f">{step}</div>" in html
    assert any(question in code.value for code in page.code)


def test_another_user_s_trace_is_not_found(product: Product, practice_data: Path) -> None:
    answer = product.runs.answer(product.runs.start("온새미반도체 주가", None, "owner"), timeout=60)
    product.close()
    page = shown(practice_data, "stranger", answer.trace_id)
    assert [warning.value for warning in page.warning] == ["그런 추적을 찾지 못했습니다."]


def test_without_an_id_the_newest_traces_are_listed(product: Product, practice_data: Path) -> None:
    product.runs.answer(product.runs.start("온새미반도체 주가", None, "lister"), timeout=60)
    product.close()
    assert "모든 질문은" in html_of(shown(practice_data, "lister"))
    assert len(shown(practice_data, "lister").get("page_link")) == 2
    assert "아직 추적이 없습니다." in {caption.value for caption in shown(practice_data, "nobody").caption}


def test_children_are_indented_and_failures_stand_out() -> None:
    spans = [
        {"id": "a", "parent": None, "name": "question", "started": "2026-01-01T00:00:00+00:00", "ms": 100.0, "error": None},
        {"id": "b", "parent": "a", "name": "<i>", "started": "2026-01-01T00:00:00.050000+00:00", "ms": 50.0, "error": "x"},
    ]  # fmt: skip
    html = waterfall(spans)
    assert "left:50.00%;width:50.00%" in html
    assert "padding-left:0.9rem" in html
    assert html.count("sk-bad") == 1
    assert "<i>" not in html
    assert waterfall([]) == ""
