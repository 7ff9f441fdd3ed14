"""AmountField: whole hundredths in the table, exact Decimals in Python, on every engine."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Max, Q, Sum
from django.test.utils import isolate_apps

from promo.money import LIMIT, AmountField, amount_range, hundredths, major_units


@pytest.fixture
def purse(transactional_db):
    """A table with two amounts, made for the test and dropped after it."""
    with isolate_apps("promo"):

        class Purse(models.Model):
            planned = AmountField(null=True)
            arrived = AmountField(default=Decimal("0.00"))

            class Meta:
                app_label = "promo"
                constraints = [
                    models.CheckConstraint(condition=Q(planned__gt=0), name="purse_planned_positive"),
                    models.CheckConstraint(condition=amount_range("arrived"), name="purse_arrived_range"),
                ]

    with connection.schema_editor() as editor:
        editor.create_model(Purse)
    yield Purse
    with connection.schema_editor() as editor:
        editor.delete_model(Purse)


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_the_database_holds_whole_hundredths(purse):
    purse.objects.create(planned=Decimal("1234.56"), arrived=Decimal("-0.01"))
    assert raw("SELECT planned, arrived FROM promo_purse") == [(123456, -1)]


def test_python_gets_decimals_with_two_places(purse):
    purse.objects.create(planned=5, arrived=Decimal("7.5"))
    row = purse.objects.get()
    assert (str(row.planned), str(row.arrived)) == ("5.00", "7.50")
    assert purse.objects.values_list("planned", flat=True).get() == Decimal(5)


def test_null_stays_null(purse):
    purse.objects.create(planned=None)
    assert purse.objects.get().planned is None


def test_sums_are_exact_where_floats_would_not_be(purse):
    purse.objects.bulk_create([purse(planned=Decimal("0.10")) for _ in range(30)])
    total = purse.objects.aggregate(total=Sum("planned"), most=Max("planned"))
    assert total == {"total": Decimal("3.00"), "most": Decimal("0.10")}


def test_an_empty_sum_takes_its_default_in_major_units(purse):
    assert purse.objects.aggregate(total=Sum("planned", default=Decimal("2.50")))["total"] == Decimal("2.50")


def test_a_filtered_sum_beyond_the_limit_of_one_row_is_exact(purse):
    purse.objects.bulk_create([purse(planned=LIMIT, arrived=LIMIT) for _ in range(20)])
    assert purse.objects.aggregate(total=Sum("arrived", filter=Q(arrived__gt=0)))["total"] == 20 * LIMIT


def test_columns_compare_and_subtract_in_major_units(purse):
    purse.objects.create(planned=Decimal("10.25"), arrived=Decimal("3.05"))
    row = purse.objects.annotate(left=F("planned") - F("arrived"), twice=F("planned") * 2).get()
    assert (row.left, row.twice) == (Decimal("7.20"), Decimal("20.50"))
    assert purse.objects.filter(arrived__lt=F("planned")).exists()
    assert not purse.objects.filter(arrived__gt=F("planned")).exists()


def test_adding_a_bare_decimal_to_a_column_is_refused_not_misread(purse):
    with pytest.raises(FieldError):
        list(purse.objects.annotate(more=F("planned") + Decimal("1.00")))


def test_filters_take_decimals_in_major_units_and_order_by_size(purse):
    for amount in ("9.99", "10.00", "100.00"):
        purse.objects.create(planned=Decimal(amount))
    assert purse.objects.filter(planned__gte=Decimal("10")).count() == 2
    assert purse.objects.filter(planned__range=(Decimal("9.99"), 10)).count() == 2
    assert purse.objects.filter(planned__in=[Decimal("100")]).count() == 1
    assert [p.planned for p in purse.objects.order_by("-planned")][0] == 100


@pytest.mark.parametrize("lookup", ["planned", "planned__gte", "planned__lt", "planned__in"])
def test_a_float_never_reaches_the_database(purse, lookup):
    value = [1.5] if lookup.endswith("in") else 1.5
    with pytest.raises(ValueError, match="精确"):
        list(purse.objects.filter(**{lookup: value}))


def test_updates_and_bulk_updates_keep_the_scale(purse):
    row = purse.objects.create(planned=Decimal("1.00"), arrived=Decimal("0.50"))
    purse.objects.update(planned=F("planned") + F("arrived"))
    row.refresh_from_db()
    assert row.planned == Decimal("1.50")
    row.planned = Decimal("2.25")
    purse.objects.bulk_update([row], ["planned"])
    assert raw("SELECT planned FROM promo_purse") == [(225,)]


@pytest.mark.parametrize("planned", [Decimal("0"), Decimal("-5")])
def test_a_check_constraint_counts_in_the_same_units(purse, planned):
    with pytest.raises(IntegrityError):
        purse.objects.create(planned=planned)


def test_the_range_constraint_holds_past_the_field(purse):
    purse.objects.create(arrived=-LIMIT)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("INSERT INTO promo_purse (planned, arrived) VALUES (1, 1000000000000001)")


def test_full_clean_checks_constraints_with_the_amount_as_it_is(purse):
    purse(planned=Decimal("0.01")).full_clean()
    with pytest.raises(ValidationError):
        purse(planned=Decimal("-0.01")).full_clean()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.5, "精确"),
        (True, "精确"),
        ("abc", "数字"),
        ("1e3", "数字"),
        ("1.234", "两位小数"),
        ("٣", "数字"),
        (Decimal("NaN"), "有效数字"),
        (Decimal("Infinity"), "有效数字"),
        (Decimal("0.001"), "精确到分"),
        (Decimal("1e-999999"), "精确到分"),
        (Decimal("1e999999"), "过大"),
        (LIMIT + Decimal("0.01"), "过大"),
        (10**18, "过大"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(value, sentence):
    with pytest.raises(ValidationError, match=sentence):
        AmountField().to_python(value)


def test_zero_with_a_huge_exponent_is_just_zero():
    assert hundredths(Decimal("0E+999999")) == 0


@pytest.mark.parametrize("value", ["12.30", Decimal("12.3"), Decimal("12.300"), Decimal("1.23e1")])
def test_the_same_amount_in_other_spellings_is_the_same(value):
    assert AmountField().to_python(value) == Decimal("12.30")


def test_the_largest_amount_goes_there_and_back():
    assert major_units(hundredths(LIMIT)) == LIMIT
    assert major_units(hundredths(-LIMIT)) == -LIMIT


def test_a_migration_names_the_public_class():
    written, imports = MigrationWriter.serialize(AmountField(verbose_name="金额", null=True))
    assert written.startswith("promo.money.AmountField(")
    assert imports == {"import promo.money"}
