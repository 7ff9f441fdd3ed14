"""What everyone who reads typed text shares: one exception, and one way to fold full-width signs."""

import re
import unicodedata


class Unreadable(ValueError):
    """Typed text that is not what it should be; `str()` is one Chinese sentence for whoever typed it."""


def fold(text: str) -> str:
    """Full-width letters, digits and signs as plain ones (NFKC), white space at both ends cut.

    Superscripts, circled digits and fractions (²①½) stay as they are: NFKC would turn 5² into 52 unseen.
    """
    if unicodedata.is_normalized("NFKC", text):
        return text.strip()
    return "".join(
        c if unicodedata.category(c) == "No" else unicodedata.normalize("NFKC", c) for c in text
    ).strip()


def without_blanks(text: str) -> str:
    """Folded and without any blank: two names that a reader takes for one are the same."""
    return re.sub(r"\s+", "", fold(text))
