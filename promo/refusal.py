"""How an action says no: an exception that carries the sentence for the person who asked."""


class Refused(Exception):
    """An action refused; `sentence` is Chinese and is shown as it is, beside `field` where one is named."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
