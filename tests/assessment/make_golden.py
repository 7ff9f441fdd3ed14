"""Writes tests/data/score_lines.json anew, after a deliberate change of the arithmetic (run it with pytest by name)."""

import json

from assessment.reports.ranking import work_out_again
from assessment.reports.standing import as_rows
from promo.tables import digest
from tests.assessment import scenario
from tests.assessment.test_score_units import GOLDEN


def test_write(town):
    rows = as_rows(work_out_again(scenario.run_scores(scenario.build(town))))
    text = json.dumps({"sha256": digest(rows), "lines": rows}, ensure_ascii=False, indent=1)
    GOLDEN.write_text(text + "\n")
