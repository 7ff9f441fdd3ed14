"""Divide a sum among shares so that the parts add up to the last 分."""

from collections.abc import Sequence

WHOLE = 10_000


def split_exactly(total: int, shares: Sequence[int]) -> list[int]:
    """`total` hundredths divided by shares in 1/10000, by largest remainder; the parts sum to `total`.

    Equal remainders are served in the order given. A negative total is the mirror of its positive one, so
    a reversal takes back exactly what was given. Raises ValueError unless every share is positive and they
    sum to 10000.
    """
    if any(share <= 0 for share in shares) or sum(shares) != WHOLE:
        raise ValueError("分成比例须为正数，且合计为100%。")
    sign = -1 if total < 0 else 1
    floors = [divmod(abs(total) * share, WHOLE) for share in shares]
    parts = [whole for whole, _ in floors]
    missing = abs(total) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-floors[i][1], i))
    for i in by_remainder[:missing]:
        parts[i] += 1
    return [sign * part for part in parts]
