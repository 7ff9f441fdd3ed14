"""A block of cells as Excel and WPS put it on the clipboard: a tab ends a cell, a break ends a row."""


def cells_of(text: str) -> list[list[str]]:
    """The rows of a block in which anything stands. Cells with breaks or quotes stand in quotes."""
    return [row for row in rows_of(text) if any(cell.strip() for cell in row)]


def rows_of(text: str) -> list[list[str]]:
    """All rows, also the empty ones between others: the n-th is the n-th of the grid it was pasted into."""
    rows, row, cell, quoted, at = [], [], [], False, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while at < len(text):
        sign = text[at]
        if quoted:
            if sign != '"':
                cell.append(sign)
            elif text[at + 1 : at + 2] == '"':
                cell.append(sign)
                at += 1
            else:
                quoted = False
        elif sign == '"' and not cell and _closes(text, at):
            quoted = True
        elif sign in "\t\n":
            row.append("".join(cell))
            cell = []
            if sign == "\n":
                rows.append(row)
                row = []
        else:
            cell.append(sign)
        at += 1
    return [*rows, [*row, "".join(cell)]]


def _closes(text: str, at: int) -> bool:
    """Whether a quotation mark at the beginning of a cell is answered by one at the end of a cell."""
    end = text.find('"', at + 1)
    while end != -1 and text[end + 1 : end + 2] == '"':
        end = text.find('"', end + 2)
    return end != -1 and text[end + 1 : end + 2] in ("", "\t", "\n")
