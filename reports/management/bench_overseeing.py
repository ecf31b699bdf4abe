"""What the reviewer's first screen takes over a province."""

import gzip
import time

from reports.management.bench_stages import REVIEWER, Measured, get, peak, seconds_of, signed_in
from tasks.models import Task


def overseeing() -> Measured:
    """The reviewer's first screen over the 166 communes: by period, and by area with the year before."""
    client = signed_in(REVIEWER)
    by_period = seconds_of(lambda: get(client, "/tong-quan/"), times=9)
    by_area = seconds_of(lambda: get(client, "/tong-quan/?xem=linh-vuc"), times=9)
    page = client.get("/tong-quan/?xem=linh-vuc").content
    begun = time.perf_counter()
    get(client, "/tong-quan/?xem=linh-vuc&tep=xlsx")
    return {
        "166 communes by period, p50": f"{by_period * 1000:.0f} ms",
        "limit": "500 ms",
        f"… by area, {Task.objects.count()} tasks": f"{by_area * 1000:.0f} ms",
        "… its page, compressed": f"{len(page) / 1024:.0f} kB, {len(gzip.compress(page)) / 1024:.0f} kB",
        "… as Excel": f"{time.perf_counter() - begun:.1f} s",
        "Peak memory of a web process over them": peak(),
        "limit of memory": "250 MB",
    }
