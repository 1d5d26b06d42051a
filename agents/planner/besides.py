"""The words by which a question leaves somebody out: "인텔 빼고", "besides Intel"."""

BEHIND = "말고|빼고|빼면|제외(?:하고|한|하면)?|이?외에"
"""Alternatives of a pattern, behind a name in Korean."""
BEFORE = (
    "other than|except(?: for)?|besides|apart from|aside from|outside(?: of)?|excluding|not counting|leaving out"
    "|setting aside|putting aside"
)
"""Alternatives of a pattern, before a name in English."""
