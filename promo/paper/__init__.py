"""Official papers: a document as an office knows it, and the Word file made from it."""

from promo.paper.breaking import title_lines
from promo.paper.model import Attachment, Form, Heading, Imprint, Paper, dressed
from promo.paper.pages import is_wide
from promo.paper.printing import PDF, pdf, prints_pdf
from promo.paper.writing import DOCX, word

__all__ = [
    "DOCX",
    "PDF",
    "Attachment",
    "Form",
    "Heading",
    "Imprint",
    "Paper",
    "dressed",
    "is_wide",
    "pdf",
    "prints_pdf",
    "title_lines",
    "word",
]
