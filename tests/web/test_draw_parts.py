"""The parts of pages: tables with merged heads, charts with their numbers, fields with their sentences."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from promo.models import Job
from promo.tables import Column, Table
from promo.templatetags.promo_parts import badge, form_key, verb_name
from promo.web.charts import chart_table, drawable
from tests.web.forms import form_of

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
COLUMNS = (
    Column("名次", "rank", "rank"),
    Column("单位", "unit", link=lambda row: f"/units/{row['rank']}/"),
    Column("目标", "target", "amount_wan", group="到位资金"),
    Column("完成", "done", "amount_wan", group="到位资金", total="sum"),
)


def table_of(*rows: dict, **more) -> Table:
    return Table("排名", COLUMNS, rows, unit_note="单位：万元", **more)


def drawn(name: str, **context) -> str:
    return render_to_string(f"parts/{name}.html", context)


def test_a_table_is_drawn_with_merged_heads_right_aligned_numbers_and_links():
    row = {"rank": 1, "unit": "石桥村", "target": None, "done": Decimal(50000000)}
    page = drawn("table", table=table_of(row, total_row=True))
    assert '<th scope="colgroup" class="k-group" colspan="2">到位资金</th>' in page
    assert '<th scope="col" class="k-text" rowspan="2">单位</th>' in page
    assert '<td class="k-amount_wan num">5,000.00</td>' in page
    assert '<td class="k-amount_wan num">—</td>' in page
    assert '<a href="/units/1/">石桥村</a>' in page
    assert page.count("5,000.00") == 2  # the row and its total
    assert "单位：万元" in page


def test_a_table_shows_text_as_text():
    row = {"rank": 1, "unit": '<img src=x onerror="x">', "target": None, "done": None}
    page = drawn("table", table=table_of(row))
    assert "<img" not in page
    assert "&lt;img" in page
    assert re.search(r"<tfoot>\s*</tfoot>", page)


def test_a_form_key_is_new_each_time_a_form_is_drawn():
    assert form_key() != form_key()
    assert re.fullmatch(r'<input type="hidden" name="form_key" value="[0-9a-f-]{36}">', form_key())


def test_a_badge_escapes_its_text_and_knows_its_tones():
    assert badge("<b>", "green") == '<span class="state state-green">&lt;b&gt;</span>'
    assert badge("x", "pink") == '<span class="state state-neutral">x</span>'


def test_an_unknown_verb_shows_as_it_is():
    assert verb_name("verified") == "核实"
    assert verb_name("something_new") == "something_new"


def test_a_refused_field_has_its_sentence_bound_to_its_box():
    page = drawn("field", field=form_of(amount="-5")["amount"])
    assert 'id="id_amount_error"' in page
    assert 'aria-describedby="id_amount_error"' in page
    assert 'for="id_amount_0"' in page
    assert 'id="id_amount_0"' in page
    assert "金额不能为负数。" in page


def test_a_form_says_on_top_that_nothing_was_kept():
    request = RequestFactory().post("/")
    page = render_to_string("parts/form.html", {"form": form_of(name="")}, request=request)
    assert "本次没有保存任何内容" in page
    assert "csrfmiddlewaretoken" in page
    assert page.count('name="form_key"') == 1
    stale = render_to_string("parts/form.html", {"form": form_of(version="")}, request=request)
    assert "已被他人修改" in stale


def test_the_numbers_of_a_chart_are_a_table_read_from_the_top():
    lying = {
        "unit": "个",
        "xAxis": {},
        "yAxis": {"data": ["投产", "签约"]},
        "series": [{"name": "项目", "data": [31, 96]}],
    }
    assert chart_table(lying) == {"head": ["类别", "项目（个）"], "rows": [["签约", "96"], ["投产", "31"]]}
    standing = {
        "unit": "万元",
        "xAxis": {"data": ["1月", "2月"]},
        "series": [
            {"name": "到位资金", "data": [{"value": Decimal("1200.50"), "link": "/x/"}, None]},
            {"name": "完成率", "unit": "%", "data": [9]},
        ],
    }
    assert chart_table(standing) == {
        "head": ["类别", "到位资金（万元）", "完成率（%）"],
        "rows": [["1月", "1,200.5", "9"], ["2月", "—", "—"]],
    }
    funnel = {"series": [{"type": "funnel", "data": [{"name": "线索", "value": 1286}]}]}
    assert chart_table(funnel) == {"head": ["类别", "数量"], "rows": [["线索", "1,286"]]}


def test_a_chart_draws_from_plain_json():
    assert drawable({"data": [Decimal("1.5"), {"value": Decimal(2)}]}) == {"data": [1.5, {"value": 2.0}]}
    source = "{% chart 'months' option 260 title='每月' %}"
    page = engines["django"].from_string(source).render({"option": {"a": "</script>", "series": []}})
    assert 'data-chart="chart-months-option"' in page
    assert 'id="chart-months-option"' in page
    assert "height: 260px" in page
    assert "</script>" not in page.split('type="application/json">')[1].split("</script>")[0]


@pytest.mark.urls("tests.web.addresses")
@pytest.mark.parametrize(
    ("state", "asks_again"), [("queued", True), ("running", True), ("done", False), ("failed", False)]
)
def test_a_progress_bar_asks_again_only_while_the_job_lives(state, asks_again):
    job = Job(
        pk=7,
        title="导入项目台账",
        state=state,
        requested_at=NOON,
        heartbeat_at=NOON,
        error="第3行：缺少单位。",
    )
    page = drawn("progress", job=job)
    assert ('hx-trigger="every 1s"' in page) is asks_again
    assert ("第3行：缺少单位。" in page) is (state == "failed")


def test_the_timeline_says_when_there_is_nothing():
    assert "还没有办理记录" in drawn("event_list", events=[])


def test_an_event_without_a_person_was_the_system():
    page = drawn("event_list", events=[SimpleNamespace(at=NOON, verb="published", by=None, lines=["第3期"])])
    assert "发布" in page
    assert "系统" in page
    assert "2026-11-21 12:00" in page
