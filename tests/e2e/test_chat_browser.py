"""The main job as a person does it: `stockelper up`, a real browser, three questions, a restart."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from stockelper.settings import Settings
from tests.e2e import figures

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
PATIENCE_MS = 60_000
NOBODY = "뷁뚫쉟홀딩스"


class Template(NamedTuple):
    """A question about one company, and which of the last session's figures its answer cannot do without."""

    text: str
    needs: str


TEMPLATES = (
    Template("{name} 지금 주가 얼마야?", "close"),
    Template("{name} 최근 한 달 수익률은 어때?", "close"),
    Template("{name} 최근 3개월 수익률은 어때?", "close"),
    Template("{name} 최근 6개월 주가 흐름 알려줘", "close"),
    Template("{name} RSI와 이동평균 알려줘", "close"),
    Template("{name} 52주 최고가와 최저가는?", "close"),
)


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """Debian's Chromium, or the one that the settings name."""
    found = Settings().chromium or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine (STOCKELPER_CHROMIUM may name one)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(found), args=list(FLAGS))
        yield opened
        opened.close()


@contextmanager
def served(data: Path) -> Generator[str]:
    """`stockelper up` on that folder: the address that it says is ready."""
    program = Path(sys.executable).with_name("stockelper")
    log = (data.parent / "up.log").open("ab")
    up = subprocess.Popen(
        [
            "env",
            "STOCKELPER_SCHEDULE=false",
            str(program),
            "up",
            "--headless",
            "--port",
            "0",
            "--data",
            str(data),
        ],
        stdout=subprocess.PIPE,
        stderr=log,
    )
    assert up.stdout is not None
    try:
        line = up.stdout.readline().decode().split()
        assert line[:1] == ["ready"], (line, (data.parent / "up.log").read_text()[-2000:])
        yield line[1]
    finally:
        up.send_signal(signal.SIGTERM)
        up.wait(20)
        up.stdout.close()
        log.close()


@contextmanager
def visited(browser: Browser, url: str) -> Generator[Page]:
    """A Korean reader's tab that has loaded; it must not have asked any other host for anything."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda r: (
            None if r.url.startswith((url, "data:", "blob:", "ws://127.0.0.1")) else elsewhere.append(r.url)
        ),
    )
    page.goto(url)
    page.wait_for_selector("[data-testid=stChatInput] textarea", timeout=PATIENCE_MS)
    yield page
    assert elsewhere == []
    context.close()


def ask(page: Page, question: str) -> str:
    """Type a question, wait for its answer, read it without the marks of its sources."""
    before = page.locator(".sk-meta").count()
    page.locator("[data-testid=stChatInput] textarea").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.sk-meta').length > n", arg=before, timeout=PATIENCE_MS
    )
    return last_answer(page)


def last_answer(page: Page) -> str:
    return str(
        page.locator(".sk-answer").last.evaluate(
            "node => { const copy = node.cloneNode(true);"
            " copy.querySelectorAll('sup').forEach(mark => mark.remove()); return copy.innerText; }"
        )
    )


def check(answer: str, data: Path, security: str, needs: str) -> None:
    """Every figure of the answer is one that the store gives, and the one that was asked for is among them."""
    own, index = figures.history(data, security), figures.history(data, figures.INDEX)
    dates = figures.dates_in(answer)
    assert dates
    assert set(dates) <= set(own.days)
    values = figures.permitted(own, index, dates)
    shown = figures.numbers_in(answer)
    assert float(own[needs][-1]) in shown
    assert [number for number in shown if not figures.is_true(number, values)] == []


@pytest.mark.timeout(400)
def test_three_random_questions_are_answered_truly_and_survive_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    sys.stdout.write(f"questions drawn with seed {seed}\n")
    dice, data = random.Random(seed), tmp_path / "data"
    with served(data) as url, visited(browser, url) as page:
        page.wait_for_selector("[class*=st-key-example-]", timeout=PATIENCE_MS)
        asked: list[str] = []
        for template, (security, name) in zip(
            dice.sample(TEMPLATES, 3), dice.sample(figures.companies(data), 3), strict=True
        ):
            asked.append(template.text.format(name=name))
            answer = ask(page, asked[-1])
            check(answer, data, security, template.needs)
            assert page.get_by_text("시뮬레이션").count() > 0
        refusal = ask(page, f"{NOBODY} 주가 알려줘")
        assert NOBODY in refusal
        assert figures.numbers_in(refusal) == []
        address = page.url
    with served(data) as url, visited(browser, url) as page:
        page.wait_for_selector("[class*=st-key-thread-] button", timeout=PATIENCE_MS)
        assert page.locator("[class*=st-key-thread-] button").count() == 1
        page.goto(f"{url}/?{address.partition('?')[2]}")
        page.wait_for_function("() => document.querySelectorAll('.sk-ask').length === 4", timeout=PATIENCE_MS)
        questions = page.locator(".sk-ask").all_inner_texts()
        assert questions == [*asked, f"{NOBODY} 주가 알려줘"]
