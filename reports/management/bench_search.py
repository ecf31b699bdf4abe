"""Search over a long list with 100 000 stated words, signed in, through the whole stack."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from itertools import cycle, islice

from cchc.text import searchable
from cchc.web.clock import local_now
from reports.management.bench_stages import LONG_LIST_CODE, Measured, get, seconds_of, signed_in
from tasks.enums import Outcome
from tasks.models import Obligation, Update

UPDATES, BATCH = 100_000, 5_000
SAID = "Đã rà soát văn bản, niêm yết công khai kết quả tại trụ sở Ủy ban nhân dân và trên trang thông tin điện tử, lần"
SAID_ON = date(2023, 3, 10)
RARE = "7777/BC-UBND"
ASKED = {
    "Search of 100 000 words, 10 000 rows: a rare one": RARE,
    "… a common one": "van ban",
    "… three words of which one is rare": "ra soat 54321",
    "… one that stands nowhere": "khong o dau ca",
}


def searching() -> Measured:
    """A rare word, a common one, a miss."""
    Update.objects.bulk_create(_words(), batch_size=BATCH)
    client = signed_in()
    taken = {name: seconds_of(partial(get, client, f"/tim/?q={words}"), times=9) for name, words in ASKED.items()}
    return {name: f"{seconds * 1000:.0f} ms" for name, seconds in taken.items()}


def _words() -> Iterator[Update]:
    """So many words spread over the duties of the long list, each with a number of its own."""
    duties = Obligation.objects.filter(task__organization__code=LONG_LIST_CODE).values_list("pk", flat=True)
    at = datetime.combine(SAID_ON, local_now().timetz())
    for number, duty in enumerate(islice(cycle(duties), UPDATES)):
        text = f"{SAID} {number}."
        yield Update(
            obligation_id=duty,
            outcome=Outcome.DOING,
            text=text,
            document_number=str(number),
            document_symbol="BC-UBND",
            effective_on=SAID_ON,
            recorded_on=SAID_ON,
            recorded_at=at,
            author_name="Công chức",
            folded=searchable(text, f"{number}/BC-UBND"),
        )
