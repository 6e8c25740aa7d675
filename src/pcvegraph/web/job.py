"""/jobs/…: how far a job is, and what it made."""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from pcvegraph.querying.negotiation import choose
from pcvegraph.web.answers import HTML, NOT_KEPT, VERSION
from pcvegraph.web.jobs import RETRY_SECONDS, Job, Jobs
from pcvegraph.web.pages.rendering import page
from pcvegraph.web.problems import HttpProblem, status_of
from pcvegraph.web.visits import Visit


async def job(jobs: Jobs, visit: Visit) -> Response:
    """Return how far the job is, as a page or as JSON; DELETE ends it.

    Raises:
        HttpProblem: there is no such job, or none any more (404).
    """
    found = _find(jobs, visit)
    if visit.request.method == "DELETE":
        jobs.end(found)
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return await visit.in_thread(partial(status_answer, job=found))


async def job_result(jobs: Jobs, visit: Visit) -> Response:
    """Return what the job made.

    Raises:
        HttpProblem: there is no such job (404), or it is not done (409).
        PcvegraphError: it failed, for this reason.
    """
    found = _find(jobs, visit)
    if found.error:
        raise found.error
    if found.result is None:
        raise HttpProblem(
            HTTPStatus.CONFLICT,
            "The job is not done.",
            "Ask for its status, and for the result when that says so.",
            {"Retry-After": str(RETRY_SECONDS)},
        )
    body = await run_in_threadpool(os.pread, found.result.fileno(), found.size, 0)
    return Response(body, headers=_headers(found))


def _headers(found: Job) -> dict[str, str]:
    return NOT_KEPT | {
        "Content-Type": found.content_type,
        "Content-Disposition": f'inline; filename="{found.filename}"',
        VERSION: found.version,
    }


def status_answer(visit: Visit, job: Job, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return how far `job` is, as a page or as JSON; `status` is that of the answer."""
    place = visit.href(f"/jobs/{job.name}")
    headers = NOT_KEPT | {"Location": place, "Vary": "Accept, Accept-Language"}
    if job.state == "running":
        headers["Retry-After"] = str(RETRY_SECONDS)
    offers = [(False, ["application/json"]), (True, ["text/html"])]
    if choose(visit.accept, offers) is True:
        html = page(visit, "job.html", job=job, place=place)
        return Response(html, status, headers | {"Content-Type": HTML})
    return JSONResponse(_told(job, place), status, headers)


def _told(job: Job, place: str) -> dict[str, object]:
    told: dict[str, object] = {
        "job": place,
        "state": job.state,
        "seconds": round(job.seconds, 1),
        "version": job.version,
    }
    if job.state == "running":
        told |= {"stage": job.stage, "share": job.share}
    if job.state == "done":
        told |= {"result": place + "/result", "bytes": job.size}
    if job.error:
        told |= {
            "status": status_of(job.error).value,
            "detail": str(job.error),
            "remedy": job.error.remedy,
        }
    return told


def _find(jobs: Jobs, visit: Visit) -> Job:
    found = jobs.find(visit.request.path_params["name"])
    if found is None:
        raise HttpProblem(
            HTTPStatus.NOT_FOUND,
            "There is no such job, or none any more.",
            "Begin it again: POST to the address of the network.",
        )
    return found
