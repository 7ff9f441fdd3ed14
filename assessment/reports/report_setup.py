"""How a periodic report is made up: title, sections in their order, readers, paper; read from the office's rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projects.rulebook.reports import ordered
from promo.paper import Form


@dataclass(frozen=True)
class Setup:
    """`sections` are (code, heading), '' for the usual heading. `functions` are the posts whose holders alone are given
    the report; none means everybody on the list. '' as `issuer` is the supervision office of the place; `paper_code`
    are the letters of the office in the numbers of its papers (机关代字)."""

    title: str
    sections: tuple[tuple[str, str], ...]
    readers: str
    form: Form
    functions: tuple[str, ...] = ()
    issuer: str = ""
    mark: str = "内部资料"
    addressee: str = ""
    copies: str = ""
    printer: str = ""
    paper_code: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the paper gets a number of the office (发文字号) when it is issued; internal reports have none."""
        return bool(self.paper_code) and self.form != Form.PLAIN

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Setup":
        """From a document of the rulebook; what one of an earlier version of the product lacks is empty."""
        names = ("issuer", "mark", "addressee", "copies", "printer", "paper_code")
        return cls(
            title=document["title"],
            sections=tuple(ordered(document)),
            readers=document["readers"],
            form=Form(document["form"]),
            functions=tuple(row["name"] for row in document.get("functions", ())),
            **{name: document.get(name, "") for name in names},
        )
