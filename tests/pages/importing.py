"""What tests of ledger imports do in a browser: send a file, let it be read, press a button, look."""

from uuid import uuid4

from projects.models import ImportBatch
from promo import jobs
from tests.intake.ledgers import CUT_OFF


def post(browser, address: str, said: dict, **more):
    return browser.post(address, {"form_key": str(uuid4()), **said}, **more)


def upload(browser, file, cut_off_on=CUT_OFF, **more):
    return post(browser, "/imports/new/", {"file": file, "cut_off_on": cut_off_on.isoformat()}, **more)


def read(browser, file) -> ImportBatch:
    upload(browser, file)
    batch = ImportBatch.objects.latest("pk")
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def press(browser, batch, verb, **more):
    batch.refresh_from_db()
    answer = post(browser, f"/imports/{batch.pk}/{verb}/", {"version": batch.version, **more}, follow=True)
    batch.refresh_from_db()
    return answer.content.decode()


def page_of(browser, batch, **said) -> str:
    return browser.get(f"/imports/{batch.pk}/", said).content.decode()
