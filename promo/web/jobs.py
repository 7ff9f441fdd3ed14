"""The page that a waiting person looks at: how far their job is."""

from django.http import Http404
from django.shortcuts import render

from promo.models import Job


def job_show(request, pk: int):
    """Only the person who asked sees the job; everybody else gets 404."""
    job = Job.objects.filter(pk=pk, requested_by=request.user).first()
    if job is None:
        raise Http404
    return render(request, "parts/job_show.html", {"job": job})


job_show.door = "own rows"
