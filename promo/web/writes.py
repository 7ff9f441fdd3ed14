"""The door every write form goes through: one transaction, one receipt, only a redirect keeps anything."""

import uuid
from functools import wraps

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils import timezone

from promo.models import Receipt
from promo.web.errors import sentence_page

NO_KEY = "表单已失效，请返回上一页刷新后重新填写。"
SENT_BEFORE = "这张表单已经提交过，没有重复记录。下面是当时的结果。"


def writes(view):
    """Wrap a view that changes something on POST.

    The hidden `form_key` (template tag `form_key`) is kept with the effect in one transaction. A form sent twice is
    answered with the first result. An answer that is not a redirect means "not accepted": everything is rolled back.
    """

    @wraps(view)
    def door(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key_of(request)
        if key is None:
            return sentence_page(request, NO_KEY, status=400)
        with transaction.atomic():
            receipt = _claim(request, key)
            if receipt is None:
                return _as_before(request, key)
            response = view(request, *args, **kwargs)
            _keep_or_undo(receipt, response)
        return response

    door.writes = True
    return door


def _key_of(request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


def _claim(request, key: uuid.UUID) -> Receipt | None:
    user = request.user if request.user.is_authenticated else None
    try:
        with transaction.atomic():
            return Receipt.objects.create(user=user, key=key, path=request.path[:300], at=timezone.now())
    except IntegrityError:
        return None


def _as_before(request, key: uuid.UUID):
    user = request.user if request.user.is_authenticated else None
    receipt = Receipt.objects.filter(key=key, user=user, path=request.path[:300]).first()
    if receipt is None:
        return sentence_page(request, NO_KEY, status=400)
    messages.info(request, SENT_BEFORE)
    return redirect(receipt.location)


def _keep_or_undo(receipt: Receipt, response) -> None:
    if response.status_code in (301, 302, 303):
        receipt.location = response.url[:500]
        receipt.save(update_fields=["location"])
    else:
        transaction.set_rollback(True)
