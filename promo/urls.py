"""Every address of the product; apps are named by dotted strings."""

from django.urls import include, path

from promo.views import health, job_show

urlpatterns = [
    path("health/", health, name="health"),
    path("jobs/<int:pk>/", job_show, name="job_show"),
    path("", include("units.urls")),
    path("", include("projects.urls")),
    path("", include("assessment.urls")),
    path("", include("assessment.urls.home")),
]
handler403 = "promo.web.errors.forbidden"
handler404 = "promo.web.errors.not_found"
handler500 = "promo.web.errors.broken"
