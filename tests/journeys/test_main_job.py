"""The main job: from an empty database to a published ranking and report, every step in a real browser."""

import pytest

from tests.journeys import judging, opening, register, reporting

pytestmark = [pytest.mark.browser, pytest.mark.services]


def test_a_town_goes_from_an_empty_database_to_what_its_leader_reads(office):
    opening.the_first_visitor_makes_county_town_and_administrator(office)
    opening.the_administrator_registers_the_units(office)
    opening.people_come_in_by_a_password_that_is_shown_once(office)

    register.the_office_brings_its_ledger_in_and_takes_it_back_and_in_again(office)
    register.the_village_types_a_lead_and_hears_of_a_likely_duplicate(office)
    register.contract_and_money_are_recorded_with_their_papers(office)
    register.the_director_verifies_both_and_recognises_less_for_a_reason(office)

    judging.the_supervisor_gives_targets(office)
    judging.a_scheme_is_put_in_use_by_a_second_person(office)
    judging.the_village_is_given_a_mark(office)
    judging.a_ranking_is_worked_out_and_published_by_a_second_person(office)
    judging.the_village_opens_its_place_down_to_the_bank_slip(office)
    judging.the_ranking_leaves_as_a_workbook_that_says_the_same(office)

    reporting.the_timetable_drafts_the_reports(office)
    reporting.the_supervisor_puts_the_leader_on_the_list(office)
    reporting.the_supervisor_words_it(office)
    reporting.the_leader_publishes_it(office)
    reporting.the_leader_reads_the_same_sum_and_opens_its_list(office)
    register.an_import_of_which_something_was_verified_stays(office)
