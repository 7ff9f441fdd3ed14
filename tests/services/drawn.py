"""What a browser would send of a form of a scheme that was drawn and not touched."""

from django.http import QueryDict

from assessment.editing import Asked, Drawn


def sent_of(drawn: Drawn) -> QueryDict:
    data = QueryDict(mutable=True)
    _collect(drawn, data)
    return data


def _collect(one: Drawn, data: QueryDict) -> None:
    if one.kind == "rows":
        data[f"{one.path}.n"] = str(len(one.parts))
    if one.kind == "many":
        data.setlist(one.path, one.value)
    elif one.kind not in ("group", "rows", "optional"):
        chosen = one.value
        if one.choices and chosen == "" and all(code != "" for code, _ in one.choices):
            chosen = one.choices[0][0]
        data[one.path] = str(chosen)
    for part in one.parts:
        _collect(part, data)


def asked_of(drawn: Drawn, **typed: str) -> Asked:
    """The same with some boxes typed anew; dots of the paths are written as double underscores."""
    data = sent_of(drawn)
    for path, text in typed.items():
        data[path.replace("__", ".")] = text
    return Asked(data)
