"""Points as people write and read them: two places at most, a sign where it says something."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

LARGEST = 400_00


def points(hundredths: int | None, *, signed: bool = False) -> str:
    """35, 17.5, 66.67; with ``signed`` +2.0 and −3.0 (a true minus). None stays a dash."""
    if hundredths is None:
        return "—"
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole}.{rest:02d}".removesuffix("0")
    mark = "−" if hundredths < 0 else "+" if signed and hundredths else ""
    return f"{mark}{text.removesuffix('.0') if not signed else text}"


def hundredths(text: str) -> int | None:
    """What was typed, in hundredths; None when it is no number of at most two places within reach."""
    try:
        value = Decimal(text.strip().replace("−", "-").replace("＋", "+") or "0") * 100
    except InvalidOperation:
        return None
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > LARGEST:
        return None
    return int(value)
