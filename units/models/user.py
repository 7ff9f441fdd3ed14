"""People and the roles they hold in units, from one day to another."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q

from units.models.unit import Unit


class Role(models.TextChoices):
    UNIT_CLERK = "unit_clerk", "单位经办人"
    UNIT_HEAD = "unit_head", "单位负责人"
    OFFICE_CLERK = "office_clerk", "经济办经办人"
    OFFICE_DIRECTOR = "office_director", "经济办主任"
    LEADER = "leader", "镇领导"
    SUPERVISOR = "supervisor", "督查办"
    ADMINISTRATOR = "administrator", "系统管理员"


class UserQuerySet(models.QuerySet):
    def administered_by(self, access) -> "UserQuerySet":
        """People who hold or held a role in a region that is administered."""
        return self.filter(pk__in=Membership.objects.administered_by(access).values("user"))

    def with_memberships(self) -> "UserQuerySet":
        rows = Membership.objects.select_related("unit__region")
        return self.prefetch_related(models.Prefetch("memberships", queryset=rows))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, *, name: str, password: str | None = None, **extra) -> "User":
        user = self.model(username=username, name=name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """There is no superuser: what a person may do follows from memberships alone."""

    username = models.CharField(
        "用户名",
        max_length=40,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "这个用户名已有人使用。"},
    )
    name = models.CharField("姓名", max_length=30)
    phone = models.CharField("手机号码", max_length=20, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def posts_on(self, day: date) -> list["Membership"]:
        """The roles held that day; asks nothing when the memberships were prefetched."""
        return [row for row in self.memberships.all() if row.is_in_force(on=day)]


class MembershipQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> "MembershipQuerySet":
        return self.not_ended(on=on).filter(valid_from__lte=on)

    def not_ended(self, *, on: date) -> "MembershipQuerySet":
        """In force that day or beginning later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))

    def overlapping(self, *, start: date, end: date | None) -> "MembershipQuerySet":
        """Those that share a day with start <= day < end (`end` None: for ever)."""
        rows = self.not_ended(on=start)
        return rows if end is None else rows.filter(valid_from__lt=end)

    def administered_by(self, access) -> "MembershipQuerySet":
        return self.filter(access.administered_q("unit__region__path"))


class Membership(models.Model):
    """A role in a unit for a time (`valid_to` exclusive). Records stay with the unit when the person leaves."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("岗位", max_length=20, choices=Role)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("截止日期", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role", "valid_from"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}（{self.unit}）"

    def is_in_force(self, *, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)
