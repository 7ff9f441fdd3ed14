"""The run of bench/measures.py as one writes it by hand in SQL: one statement a measure, then points, sums, places and
rows in the very tables of the product. What a run does besides (its frozen tables and its checksums) is not in it.
"""

from datetime import date, timedelta
from fractions import Fraction

from django.db import connection, transaction

from assessment.models import ScoreRun
from assessment.sources import Qualification

FEN = 100
BY_HAND = """
    SELECT p.unit_id, SUM(p.quantity) AS total FROM projects_posting p JOIN projects_project j ON j.id = p.project_id
     WHERE p.region_id = %s AND p.measure = %s AND p.posted_at <= %s
       AND p.statistical_on >= %s AND p.statistical_on < %s AND {} GROUP BY p.unit_id"""
SIZE = """p.project_id IN (SELECT project_id FROM projects_posting WHERE measure = 'signed_amount'
           AND statistical_on <= '2026-11-19' GROUP BY project_id HAVING SUM(quantity) >= %s)"""
HAND = """
    CREATE TEMP TABLE hand (unit_id bigint, turn int, label text, quantity numeric, steps numeric, points numeric)
        ON COMMIT DROP"""
POINTS = """
    INSERT INTO hand
    SELECT u.id, %s, %s, COALESCE(x.total, 0), COALESCE(x.total, 0) / 1000000,
           LEAST(COALESCE(x.total, 0) / 1000000 * 0.001, 5)
      FROM units_unit u LEFT JOIN ({}) x ON x.unit_id = u.id WHERE u.region_id = %s"""
LINES = """
    INSERT INTO assessment_scoreline
           (run_id, unit_id, unit_name, unit_class, "group", details, exact, total, rank, "order")
    SELECT %s, u.id, u.short_name, 'town_village', 0,
           jsonb_build_object('sum', s.said || ' = ' || round(s.total, 2), 'holds', '[]'::jsonb,
                              'blocks', '[]'::jsonb, 'verdict', '{}'::jsonb),
           (s.total * 1000000000)::bigint || '/1000000000', round(s.total, 2)::text,
           rank() OVER (ORDER BY s.total DESC), row_number() OVER (ORDER BY s.total DESC, u."order")
      FROM (SELECT unit_id, SUM(points) AS total, string_agg(round(points, 2)::text, ' + ' ORDER BY turn) AS said
              FROM hand GROUP BY unit_id) s
      JOIN units_unit u ON u.id = s.unit_id"""
ITEMS = """
    INSERT INTO assessment_scoreitem
           (line_id, code, name, sentence, inputs, words, exact, points, possible, "order")
    SELECT l.id, 'item' || h.turn, '指标' || h.turn, '',
           jsonb_build_array(jsonb_build_object(
               'name', 'actual', 'kind', 'measure', 'unit', 'yuan', 'label', h.label, 'start', %s, 'end', %s,
               'value', h.quantity || '/100')),
           h.label || ' ' || to_char(h.quantity / 1000000, 'FM999,999,999,990.00####') || '万元，计'
               || to_char(h.steps, 'FM999,999,999,990.######') || '档 × 0.001 = ' || round(h.points, 2),
           (h.points * 1000000000)::bigint || '/1000000000', round(h.points, 2)::text, '5', h.turn
      FROM hand h JOIN assessment_scoreline l ON l.run_id = %s AND l.unit_id = h.unit_id
     ORDER BY l."order", h.turn"""


def condition_of(where: Qualification) -> tuple[str, list]:
    """What a qualification is in a statement written by hand, with its values."""
    if where.industry:
        return "j.industry = %s", list(where.industry)
    if where.kind:
        return "j.kind = %s", list(where.kind)
    return SIZE, [int(where.contract_at_least) * FEN]


def measure(one, run: ScoreRun) -> tuple[str, list]:
    """The statement of one measure, with its values."""
    condition, values = condition_of(one.where)
    days = [date(run.until.year, 1, 1), run.until + timedelta(days=1)]
    return BY_HAND.format(condition), [run.region_id, one.code, run.as_of, *days, *values]


def sums(sources, run: ScoreRun) -> list[dict[int, Fraction]]:
    """Unit -> sum of each measure, what is nothing left out."""
    found = []
    with connection.cursor() as cursor:
        for one in sources:
            cursor.execute(*measure(one, run))
            found.append({unit: Fraction(int(total), FEN) for unit, total in cursor.fetchall() if total})
    return found


@transaction.atomic
def whole(sources, run: ScoreRun) -> None:
    """The lines and items of `run`: measured, scored, added up, placed and saved."""
    with connection.cursor() as cursor:
        cursor.execute(HAND)
        for turn, one in enumerate(sources, start=1):
            statement, values = measure(one, run)
            cursor.execute(POINTS.format(statement), [turn, one.label, *values, run.region_id])
        cursor.execute(LINES, [run.pk])
        cursor.execute(ITEMS, [f"{run.until.year}-01-01", run.until.isoformat(), run.pk])
