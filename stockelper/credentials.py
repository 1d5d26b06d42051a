"""Keys, tokens and passwords inside addresses: taken out before an address is stored, starred out before it is shown.

This is the one place that knows what a credential in an address looks like: its user and password, and parameters by name.
"""

import re
from urllib.parse import unquote, urlsplit, urlunsplit

MASK = "***"
_KEYS = r"(?:api|service|access|auth|app|crtfc|secret|license|licence|subscription|registration|consumer|private|user)[_.-]?key"
_NAME = (
    rf"[\w.%-]{{0,40}}?(?:{_KEYS}(?:[_.-]?id)?|secret|token|passw(?:or)?d|passphrase|signature|credentials?|session[_.-]?id)"
    r"|auth|authorization|bearer|jwt|pwd|sig|sessid"
)
_NAMED = re.compile(_NAME, re.IGNORECASE)
_RANDOM = r"(?=[^&#\s]*\d)(?=[^&#\s]*[A-Za-z])[\w-]{16,}"
"""What a parameter called `key` holds where it is a secret and not the number of an article."""
_PARAMETER = re.compile(
    rf"((?:[?&;#]|%3F|%26)(?:{_NAME})(?:=|%3D))[^\s&#;\"'<>\\]+|((?:[?&]|%3F|%26)key=){_RANDOM}",
    re.IGNORECASE,
)
_USER = re.compile(
    r"([a-z][a-z0-9+.-]{1,20}:/{1,2})(?![^\s/?#\"'<>\\@]*:\*\*\*@)[^\s/?#\"'<>\\]{1,300}@", re.IGNORECASE
)
"""User and password of an address, but for those that are starred out already."""
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
    return _USER.sub(rf"\1{MASK}@", text) if "@" in text else text


def _harmless(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _is_credential(part))


def _is_credential(part: str) -> bool:
    name, _, value = part.partition("=")
    plain = unquote(name)
    is_key = plain.lower() == "key" and re.fullmatch(_RANDOM, value) is not None
    return is_key or _NAMED.fullmatch(plain.removeprefix("amp;")) is not None
