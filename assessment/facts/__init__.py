"""The only place that adds up the ledger: sums, targets, marks and classes "as known at a moment".

Every question is one statement for all units of a region, whatever their number. Integers of the ledger become exact
Fractions in 元, 美元 or projects here and nowhere else.
"""

from assessment.facts.behind import Behind, rows_behind, rows_behind_both
from assessment.facts.between import Moment, new_in, postings_between, records_between
from assessment.facts.campaigns import CampaignLine, Check, campaign_lines, short_of, short_words
from assessment.facts.fulfilment import Fulfilled, Outcome, fulfilled
from assessment.facts.gathering import ONE_DAY, Gathered, asks_for_traits, in_unit, measured, window
from assessment.facts.kept import Signed, signed_projects
from assessment.facts.ledger import Earned, exact, known_now, sums
from assessment.facts.marks import marks
from assessment.facts.measuring import Sums, measured_sums
from assessment.facts.panel import PanelValue, counted, panel, value_of
from assessment.facts.period_figures import Figure, PeriodFigures, figures_of_kept, period_figures
from assessment.facts.periods import (
    Adjustment,
    LateFact,
    UnitReturn,
    adjustments,
    duty_of,
    first_of_year,
    late_facts,
    period_state,
    returns_of,
)
from assessment.facts.records import (
    Faults,
    fault_rows,
    faults_of,
    past_duties,
    record_rows,
    recorded,
    report_faults,
)
from assessment.facts.roster import Member, lines_of, roster, units_by_name
from assessment.facts.since import MOVED_MOST, Moved, changed_since, moved_since
from assessment.facts.statement import Ask
from assessment.facts.targets import Holder, Key, all_targets, latest_targets, target_sums, targets
from assessment.facts.years import Years, last_day_of, year_period, year_words

__all__ = [
    "CampaignLine",
    "Check",
    "campaign_lines",
    "short_of",
    "short_words",
    "Ask",
    "Behind",
    "Earned",
    "Faults",
    "Figure",
    "Fulfilled",
    "Gathered",
    "Holder",
    "Key",
    "LateFact",
    "MOVED_MOST",
    "Member",
    "Moment",
    "Moved",
    "ONE_DAY",
    "Outcome",
    "PeriodFigures",
    "Signed",
    "UnitReturn",
    "PanelValue",
    "all_targets",
    "asks_for_traits",
    "changed_since",
    "counted",
    "duty_of",
    "exact",
    "fault_rows",
    "faults_of",
    "figures_of_kept",
    "first_of_year",
    "fulfilled",
    "in_unit",
    "known_now",
    "signed_projects",
    "last_day_of",
    "late_facts",
    "latest_targets",
    "marks",
    "measured",
    "moved_since",
    "new_in",
    "panel",
    "past_duties",
    "period_figures",
    "period_state",
    "postings_between",
    "record_rows",
    "recorded",
    "records_between",
    "report_faults",
    "returns_of",
    "lines_of",
    "measured_sums",
    "roster",
    "rows_behind",
    "rows_behind_both",
    "Adjustment",
    "Sums",
    "Years",
    "adjustments",
    "sums",
    "target_sums",
    "targets",
    "units_by_name",
    "value_of",
    "window",
    "year_period",
    "year_words",
]
