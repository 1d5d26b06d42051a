"""Keys, tokens and passwords inside addresses: taken out before an address is stored, starred out before it is shown.

This is the one place that knows what a credential in an address looks like: its user and password, and parameters by name.
"""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

MASK = "***"
_JOIN = r"(?:[_.-]|%(?:25)*(?:5F|2D|2E))?"
"""What joins the words of a parameter's name, percent-encoded or not."""
_KEYS = rf"(?:api|service|access|auth|app|crtfc|secret|license|licence|subscription|registration|consumer|private|user){_JOIN}key"
_NAME = (
    rf"[\w.%-]{{0,40}}?(?:{_KEYS}(?:{_JOIN}id)?|secret|token|passw(?:or)?d|passphrase|signature|credentials?|session{_JOIN}id)"
    r"|auth|authorization|bearer|jwt|pwd|sig|sessid"
)
_NAMED = re.compile(_NAME, re.IGNORECASE)
_RANDOM = r"(?=[^&#\s]*\d)(?=(?:[\d_-]*[A-Za-z]){4})[\w-]{8,}"
"""What a parameter called `key` or `session` holds where it is a secret and not a number or word: letters and digits."""
_OPEN = r"(?:[?&;#]|%(?:25)*3F|%(?:25)*26)"
_IS = r"(?:=|%(?:25)*3D)"
_PARAMETER = re.compile(
    rf"({_OPEN}(?:{_NAME}){_IS})[^\s&#;\"'<>\\]+|({_OPEN}(?:key|session){_IS}){_RANDOM}",
    re.IGNORECASE,
)
_USER = re.compile(
    r"([a-z][a-z0-9+.-]{1,20}:/{1,2})(?![^\s/?#\"'<>\\@]*:\*\*\*@)[^\s/?#\"'<>\\]{1,300}@", re.IGNORECASE
)
"""User and password of an address, but for those that are starred out already."""
_ESCAPED_USER = re.compile(
    r"([a-z][a-z0-9+.-]{1,20}%(?:25)*3A(?:%(?:25)*2F){1,2})(?:(?!%(?:25)*(?:2F|3F|40))[^\s/?#&\"'<>\\]){1,300}(%(?:25)*40)",
    re.IGNORECASE,
)
"""The same of an address that another one holds percent-encoded."""
_ESCAPED = 3
"""Times that an address inside another one may be percent-encoded."""
_SESSION = re.compile(r";\w*session\w*=[^/;?#]*", re.IGNORECASE)


def without_credentials(url: str) -> str:
    """The address without user and password and without the parameters that are credentials; else as it stands."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return redacted(url)
    kept = (
        parts.scheme,
        parts.netloc.rpartition("@")[2],
        _SESSION.sub("", parts.path),
        _harmless(parts.query),
        _harmless(parts.fragment),
    )
    return url if kept == tuple(parts) else urlunsplit(kept)


def redacted(text: str) -> str:
    """A text whose addresses have their credentials starred out; one without any as it stands."""
    if "=" in text or "%3" in text:
        text = _PARAMETER.sub(lambda found: f"{found[1] or found[2]}{MASK}", text)
    if "%" in text:
        text = _ESCAPED_USER.sub(rf"\1{MASK}\2", text)
    return _USER.sub(rf"\1{MASK}@", text) if "@" in text else text


def _harmless(query: str) -> str:
    return "&".join(_inner(part) for part in query.split("&") if not _is_credential(part))


def _inner(part: str) -> str:
    """A parameter that holds an address itself, percent-encoded or not, without the credentials of that one."""
    name, _, value = part.partition("=")
    plain = value
    for _ in range(_ESCAPED):
        if "://" in plain or "%" not in plain:
            break
        plain = unquote(plain)
    if "://" not in plain:
        return part
    cleaned = redacted(without_credentials(plain))
    return part if cleaned == plain else f"{name}={quote(cleaned, safe='')}"


def _is_credential(part: str) -> bool:
    name, _, value = part.partition("=")
    plain = unquote(name).removeprefix("amp;")
    is_key = plain.lower() in {"key", "session"} and re.fullmatch(_RANDOM, value) is not None
    return is_key or _NAMED.fullmatch(plain) is not None
