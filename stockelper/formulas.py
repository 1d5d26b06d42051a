"""The arithmetic behind derived evidence, by name, so that any reader can compute a value again.

Operands are decimal figures as stored (119900.0, 262.36); the work is done in `Decimal` on their shortest
spelling, so that 262.36 - 259.1 is 3.26 and rounding a result is exact.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from types import MappingProxyType

from stockelper.errors import BadInput

Formula = Callable[..., float]
_WHOLE = 1e-6
"""How far shares of a whole may be from adding up to 1."""
_ARITHMETIC = Context(prec=28)


def decimal(value: float) -> Decimal:
    """The shortest decimal that spells this float."""
    return Decimal(repr(float(value)))


def change(before: float, after: float) -> float:
    """`after - before`, in the operands' unit."""
    return float(decimal(after) - decimal(before))


def simple_return(before: float, after: float) -> float:
    """`after / before - 1`, a fraction. `before` is not zero."""
    return float(_ARITHMETIC.divide(decimal(after) - decimal(before), decimal(before)))


def difference(left: float, right: float) -> float:
    """`left - right`, in the operands' unit."""
    return float(decimal(left) - decimal(right))


def ratio(left: float, right: float) -> float:
    """`left / right`. `right` is not zero."""
    return float(_ARITHMETIC.divide(decimal(left), decimal(right)))


def minimum(*values: float) -> float:
    """The smallest operand."""
    return min(values)


def maximum(*values: float) -> float:
    """The greatest operand."""
    return max(values)


def total(*values: float) -> float:
    """The sum of the operands."""
    return float(sum((decimal(value) for value in values), Decimal(0)))


def mean(*values: float) -> float:
    """The arithmetic mean of the operands."""
    return float(_ARITHMETIC.divide(sum((decimal(v) for v in values), Decimal(0)), Decimal(len(values))))


def product(left: float, right: float) -> float:
    """`left * right`: the worth of so many shares at a price, in the price's currency."""
    return float(_ARITHMETIC.multiply(decimal(left), decimal(right)))


def herfindahl(*shares: float) -> float:
    """The sum of the squares of the shares of a whole (fractions that add up to 1): 1 / n for n equal ones.

    Source: Hirschman, The Paternity of an Index, American Economic Review 54 (1964).
    """
    if abs(sum(shares) - 1.0) > _WHOLE:
        raise ValueError(shares)
    squares = (_ARITHMETIC.multiply(decimal(share), decimal(share)) for share in shares)
    return float(sum(squares, Decimal(0)))


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "change": change,
        "return": simple_return,
        "difference": difference,
        "ratio": ratio,
        "minimum": minimum,
        "maximum": maximum,
        "sum": total,
        "mean": mean,
        "product": product,
        "herfindahl": herfindahl,
    }
)


def compute(formula: str, operands: Sequence[float]) -> float:
    """The value of a named formula.

    Raises:
        BadInput: for an unknown formula, a wrong number of operands or a division by zero.
    """
    if formula not in FORMULAS:
        raise BadInput("unknown_formula", name=formula)
    try:
        return FORMULAS[formula](*operands)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise BadInput("bad_operands", name=formula, operands=", ".join(map(str, operands))) from error
