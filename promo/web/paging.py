"""Pages of a long list: a wrong page number in an address shows the nearest page, never an error."""

from django.core.paginator import Page, Paginator

PER_PAGE = 50
PER_PAGE_CHOICES = (20, 50, 100, 200)


def page_of(queryset, request, *, per_page: int = PER_PAGE) -> Page:
    """The page named by ?page=; ?per_page= may ask for one of PER_PAGE_CHOICES.

    '?page=abc' gives the first page, a number beyond the end the last one. The list must be ordered.
    """
    asked = request.GET.get("per_page", "")
    size = next((choice for choice in PER_PAGE_CHOICES if str(choice) == asked), per_page)
    page = Paginator(queryset, size).get_page(request.GET.get("page", "1")[:9])
    page.marks = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page
