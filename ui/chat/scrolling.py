"""Where the page stands after an answer: at its question, so that reading begins at the beginning."""

import streamlit as st

SEEN = "seen"
WELCOMED = "welcome"
_GO = """
<script>
(() => {
  let left = 14;
  const go = () => {
    const found = [...document.querySelectorAll("SELECTOR")].pop();
    if (found) { (found.closest('[data-testid="stChatMessage"]') || found).scrollIntoView({ block: "start" }); }
    if (--left > 0) { setTimeout(go, 60); }
  };
  go();
})();
</script>
"""
"""The page grows for a moment after it is drawn, and Streamlit follows its end: so go there a few times."""


def to_newest_question(run: str) -> None:
    """Once for each new answer."""
    _once(run, ".sk-ask")


def to_top() -> None:
    """Once for each empty conversation."""
    _once(WELCOMED, ".sk-hero")


def _once(seen: str, selector: str) -> None:
    if st.session_state.get(SEEN) != seen:
        st.session_state[SEEN] = seen
        st.html(_GO.replace("SELECTOR", selector), unsafe_allow_javascript=True)
