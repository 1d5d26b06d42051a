"""Where the page stands after an answer: at its question, so that reading begins at the beginning."""

import streamlit as st

SEEN = "seen"
_TO_LAST_QUESTION = """
<script>
(() => {
  const asked = () => [...document.querySelectorAll(".sk-ask")].pop();
  let left = 14;
  const go = () => {
    const last = asked();
    if (last) { last.closest('[data-testid="stChatMessage"]').scrollIntoView({ block: "start" }); }
    if (--left > 0) { setTimeout(go, 60); }
  };
  go();
})();
</script>
"""


def to_newest_question(run: str) -> None:
    """Once for each new answer."""
    if st.session_state.get(SEEN) != run:
        st.session_state[SEEN] = run
        st.html(_TO_LAST_QUESTION, unsafe_allow_javascript=True)
