"""The verifier: every number, date, direction, name and citation of an answer against its evidence.

`verify` locates the claims and says which the evidence carries; `strike` takes out what it does not.
"""

from agents.verifier.check import verify
from agents.verifier.striking import strike

__all__ = ["strike", "verify"]
