"""What is wrong with a scheme document, said place by place so that a clerk can mend it in one go."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault: where it stands ('第2组·指标 arrived·参数 cap') and a sentence that says what to do."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}：{self.sentence}。"


class SchemeError(ValueError):
    """The document is no scheme. `problems` holds every fault that was found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("".join(str(problem) for problem in problems))
