"""What every page shows about the person who looks at it."""

from django.utils.functional import SimpleLazyObject

from promo.models import Notice
from units.models import Role
from units.navigation import menu_for


def who(request) -> dict:
    access = getattr(request, "access", None)
    if access is None or not request.user.is_authenticated:
        return {"navigation": [], "access": access}
    names = "、".join(Role(role).label for role in Role.values if role in access.roles)
    return {
        "navigation": menu_for(access, request.path),
        "me": request.user,
        "access": access,
        "my_role_names": names,
        "my_unit": access.home_unit,
        "unread_count": SimpleLazyObject(lambda: Notice.objects.of(request.user).unread().count()),
    }
