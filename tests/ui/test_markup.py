import pytest

from ui.chat.markup import answer_html, markdown_text


def test_an_answer_s_marks_become_html() -> None:
    html = answer_html("**의견**\n\n- 첫째 [1]\n- `code`\n끝", {1: "출처 & 제목"})
    assert "<strong>의견</strong>" in html
    assert '<li>첫째 <sup class="sk-cite" title="출처 &amp; 제목">1</sup></li>' in html
    assert "<code>code</code>" in html
    assert html.count("<ul>") == 1


def test_a_citation_without_a_source_stays_text() -> None:
    assert "[7]" in answer_html("그렇습니다 [7].", {1: "t"})


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=x>', "$\\frac{1}{2}$ <b>"],
)
def test_hostile_text_is_shown_never_run(hostile: str) -> None:
    html = answer_html(f"제목: {hostile} [1]", {1: hostile})
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert "<b>" not in html


def test_labels_show_dollars_brackets_and_colons_as_written() -> None:
    assert markdown_text("$5 :red[x] **b**\n# h") == r"\$5 \:red\[x\] \*\*b\*\* \# h"
