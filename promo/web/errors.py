"""Pages that say in one sentence why something cannot be done."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from promo.web.context import product

BROKEN = "系统处理时出错，您的操作没有生效。请稍后再试，仍不行请联系管理员。"
CSRF_SENTENCE = "页面停留时间过长，登录凭据已更新。请返回上一页刷新后重新提交，已填内容可先复制保存。"


def sentence_page(request, sentence: str, *, status: int = 400):
    """A whole page around one Chinese sentence, with a way back."""
    return render(
        request, "parts/sentence_page.html", {"sentence": sentence, "status": status}, status=status
    )


def csrf_failure(request, reason=""):
    return sentence_page(request, CSRF_SENTENCE, status=403)


def not_found(request, exception=None):
    return sentence_page(request, "没有找到这一页，或者您无权查看。", status=404)


def forbidden(request, exception=None):
    return sentence_page(request, "您的岗位不能使用这项功能。如有需要，请联系管理员。", status=403)


def broken(request):
    """Drawn without asking who looks: when the database is away, the page that says so must not fail as well."""
    shown = {"sentence": BROKEN, "status": 500, **product(request)}
    return HttpResponse(render_to_string("parts/sentence_page.html", shown), status=500)
