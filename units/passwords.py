"""First passwords: made by the product, read aloud once, changed at the first login."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: they are misread
GROUPS, GROUP_SIZE = 3, 4


def make_first_password() -> str:
    """Such as 'kf7m-2xqp-9dtr': 59 bits, with letters and digits."""
    while True:
        signs = [secrets.choice(SIGNS) for _ in range(GROUPS * GROUP_SIZE)]
        if any(map(str.isdigit, signs)) and any(map(str.isalpha, signs)):
            groups = ("".join(signs[i : i + GROUP_SIZE]) for i in range(0, len(signs), GROUP_SIZE))
            return "-".join(groups)
