"""What holds for every request before a page is asked: what needs nobody, how much may be sent, who may keep a copy."""

from django.conf import settings

from promo.web.errors import sentence_page
from promo.web.fields import FILES_AT_ONCE

TOO_MUCH = "提交的内容过大，没有接收。请减少文件或压缩后再提交。"


class HealthFirstMiddleware:
    """A view that says `asks_nobody` answers before anything reads a session or a person: it must tell that the
    database is away. Stands before LoginRequiredMiddleware, which asks for the person of every view."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        return (
            view_func(request, *view_args, **view_kwargs)
            if getattr(view_func, "asks_nobody", False)
            else None
        )


class BodyLimitMiddleware:
    """Refuses a body too large for any form before it is read: files would be written to the disk even for a page that
    then says no. Who has not logged in has no files to send. Stands before whatever reads the form (CSRF does)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        length = _length_of(request)
        small = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        most = small + FILES_AT_ONCE * settings.UPLOAD_MAX_BYTES
        if length > small and (length > most or not request.user.is_authenticated):
            return sentence_page(request, TOO_MUCH, status=413)
        return self.get_response(request)


def _length_of(request) -> int:
    """The length the sender states; the server hands on no more than that."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class PrivatePagesMiddleware:
    """Pages of a logged-in person are private: no shared cache may keep them."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
