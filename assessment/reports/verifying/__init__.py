"""Published figures held against what can be worked out again, to the last digit; every difference is named."""

from assessment.reports.verifying.differences import Checked, Difference
from assessment.reports.verifying.errata import check_erratum
from assessment.reports.verifying.papers import check_report
from assessment.reports.verifying.rankings import check_ranking

__all__ = ["Checked", "Difference", "check_erratum", "check_ranking", "check_report"]
