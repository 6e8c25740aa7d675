"""/metrics: how the service does, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from pcvegraph import __version__
from pcvegraph.querying.engines.pool import Pool
from pcvegraph.web.publication import Publication

BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0, 60.0)
LABELS = ("address", "status")


class Metrics:
    """Counts and measures requests; reads the rest from what is served when it is asked."""

    def __init__(self, publication: Publication) -> None:
        self.hits = 0
        self._publication = publication
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "pcvegraph_request_seconds",
            "Seconds from a request to the end of its answer.",
            LABELS,
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._children: dict[tuple[str, int], Histogram] = {}
        self._registry.register(self)

    def observe(self, address: str, status: int, seconds: float) -> None:
        """Count a request at `address` (as declared, so that there are few) and its duration."""
        child = self._children.get((address, status))
        if child is None:
            child = self._children[address, status] = self._seconds.labels(address, str(status))
        child.observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in Prometheus's text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield what is read when asked (called by the registry)."""
        edition = self._publication.current
        version = GaugeMetricFamily(
            "pcvegraph_version", "1, with the version served.", labels=("version", "software")
        )
        version.add_metric((edition.version, __version__), 1)
        yield version
        yield CounterMetricFamily(
            "pcvegraph_swaps", "Times that a new version came up.", value=self._publication.swaps
        )
        hits = CounterMetricFamily("pcvegraph_cache_hits", "Answers sent again.", labels=("cache",))
        hits.add_metric(("answers",), edition.engine.hits)
        hits.add_metric(("requests",), self.hits)
        yield hits
        used = GaugeMetricFamily("pcvegraph_cache_bytes", "Bytes kept.", labels=("cache",))
        used.add_metric(("answers",), edition.engine.cache.used_bytes)
        used.add_metric(("requests",), edition.finished.used_bytes)
        yield used
        if isinstance(edition.engine.engine, Pool):
            yield from _of_pool(edition.engine.engine)


def _of_pool(pool: Pool) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "pcvegraph_queries_waiting", "Queries that wait for a worker.", value=pool.queue.waiting
    )
    yield GaugeMetricFamily(
        "pcvegraph_queries_running", "Queries that run.", value=pool.queue.places_taken
    )
    refused = CounterMetricFamily(
        "pcvegraph_queries_refused", "Queries refused because too many wait.", labels=("reason",)
    )
    for reason, count in sorted(pool.queue.refused.items()):
        refused.add_metric((reason,), count)
    yield refused
    kills = CounterMetricFamily(
        "pcvegraph_workers_ended", "Workers that were ended, or ended.", labels=("reason",)
    )
    for reason, count in sorted(pool.kills.items()):
        kills.add_metric((reason,), count)
    yield kills
