"""What people do in a browser in the situations about credit, units and endings: one line a step."""

from uuid import uuid4

from django.urls import reverse

from tests.factories import slip


def send(browser, where: str, args=(), /, *, accepted: bool = True, **fields):
    """Fill in the form behind an address; a step that the story needs must be accepted."""
    answer = browser.post(reverse(where, args=args), {"form_key": str(uuid4()), **fields})
    if accepted:
        assert answer.status_code == 302, answer.content.decode()[:4_000]
    return answer


def page(browser, name: str, args=()) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def hand_over(
    project, *, town, clerk, giver, receiver, director, valid_from: str, kept: str, kind: str = "area"
):
    """Asked for by the clerk, confirmed by both heads, decided by the director."""
    send(
        clerk, "projects:transfer_add", [project.pk], kind=kind, from_unit=town.units["village"].pk,
        to_unit=town.units["park"].pk, from_share=kept, valid_from=valid_from, document="流转协议〔2026〕3号",
        reason="村内无工业用地", files=[slip("协议.pdf")],
    )  # fmt: skip
    transfer = project.transfers.latest("pk")
    send(giver, "projects:transfer_give", [transfer.pk], version=1)
    send(receiver, "projects:transfer_receive", [transfer.pk], version=2)
    send(director, "projects:transfer_decide", [transfer.pk], version=3)
    return transfer
