"""`manage.py verify_report N`: the tables of a published report worked out again and compared to the last digit.

Exit code 0: everything agrees; 1: something differs; 2: not found, or more than one report bears the number.
"""

from assessment.management.commands.verify_publication import Command as Publications


class Command(Publications):
    help = "按入账记录重新计算已发布通报的各张表，与存档逐项核对，精确到最后一位。"

    def handle(self, **options) -> None:
        super().handle(**options | {"kind": "report"})
