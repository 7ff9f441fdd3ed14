"""What every template may show about the product itself."""

from django.conf import settings


def product(request) -> dict:
    return {"product_name": "招商引资项目跟踪平台", "is_demonstration": settings.DEMONSTRATION}
