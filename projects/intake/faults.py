"""What can be wrong with a cell or a row, and how it is told."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell or a row: `refuses` keeps the row out, otherwise it is only pointed out.

    `about` is the file (whoever reads it must be told), the register (which needs more than the file says), or both.
    """

    code: str
    why: str
    col: str = ""
    column: str = ""
    field: str = ""
    refuses: bool = True
    about: str = "file"

    def as_json(self) -> dict:
        return asdict(self)


class Unclear(ValueError):
    """A cell that gives no value: the code, the sentence, and whether the row must stay out because of it."""

    def __init__(self, code: str, why: str, *, refuses: bool = True, proposed: dict | None = None) -> None:
        super().__init__(why)
        self.code, self.why, self.refuses, self.proposed = code, why, refuses, proposed
