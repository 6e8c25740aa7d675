"""The zygote: a process with one thread that loads the graph once and forks workers that share it.

It is started anew for each version of the graph. It forks another of its kind that prepares what all
time slices share, and that one another for each slice.
What loads it and what prepares it are named by its caller, as `module:function`, so that this module
knows no files.

    python -m pcvegraph.querying.engines.zygote CONTROL LOADER ARGUMENT MEMORY SIZE [PREPARATION …]
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

from pcvegraph.errors import GraphRefusedError, PcvegraphError
from pcvegraph.graph.slices import prepare, read_slice_name
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.engines.wire import receive_control, send_control
from pcvegraph.querying.engines.worker import work
from pcvegraph.querying.evaluation import Evaluator

Load = Callable[[str, Callable[[str], None]], Snapshot]
"""What makes the snapshot of its argument, and says at which stage it is."""


class Zygote:
    """The forking process: does what its control socket says until that closes."""

    def __init__(
        self, control: socket.socket, memory_limit_bytes: int, size_limit_bytes: int
    ) -> None:
        self.control = control
        self.memory_limit_bytes = memory_limit_bytes
        self.size_limit_bytes = size_limit_bytes

    def load(self, load: Load, argument: str, preparations: Sequence[str]) -> Evaluator:
        """Load the snapshot, prepare what is to be there for every worker, and say that it is there.

        The dump goes with that as an open file.
        """
        try:
            snapshot = load(argument, lambda stage: send_control(self.control, "stage", stage))
        except GraphRefusedError as error:
            send_control(self.control, "refused", error.count, error.first)
            sys.exit(1)
        except PcvegraphError as error:
            send_control(self.control, "failed", str(error), error.remedy)
            sys.exit(1)
        evaluator = Evaluator(snapshot)
        for preparation in preparations:
            _find(preparation)(evaluator)
        # Files without a name: they go when nobody has them open any more.
        with tempfile.TemporaryFile() as dump, tempfile.TemporaryFile() as names:
            dump.write(snapshot.n_quads)
            names.write("\n".join(snapshot.graph_names()).encode())
            dump.flush()
            names.flush()
            files = (dump.fileno(), names.fileno())
            send_control(self.control, "ready", snapshot.version, descriptors=files)
        return evaluator

    def serve(self, evaluator: Evaluator) -> NoReturn:
        """Fork what is asked for, until the service closes the control socket."""
        # What is there now stays: the collector need not look at it, nor touch shared pages.
        gc.collect()
        gc.freeze()
        children: set[int] = set()
        while (message := receive_control(self.control)[0]) is not None:
            match message:
                case ["worker"]:
                    children.add(self._fork_worker(evaluator))
                case ["worker", preparation]:
                    # Here, once: the worker itself may open no file.
                    _find(preparation)(evaluator)
                    children.add(self._fork_worker(evaluator))
                case ["slices"]:
                    children.add(self._fork_zygote(evaluator, partial(prepare, evaluator.snapshot)))
                case ["slice", iri]:
                    children.add(self._fork_zygote(evaluator, partial(_cut, evaluator, iri)))
                case ["reap", pid]:
                    send_control(self.control, "gone", pid, _reap(pid, children))
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    def _fork_worker(self, evaluator: Evaluator) -> int:
        ours, theirs = socket.socketpair()
        shared, errors = os.memfd_create("answer"), os.memfd_create("stderr")
        os.ftruncate(shared, self.size_limit_bytes)
        own = os.getpid()
        pid = os.fork()
        if pid == 0:
            # Else it would hold its own other end, and never see that the service has gone.
            ours.close()
            limit = self.memory_limit_bytes
            _become(lambda: work(evaluator, theirs, shared, limit, own), errors)
        send_control(self.control, "worker", pid, descriptors=(ours.fileno(), shared, errors))
        ours.close()
        theirs.close()
        os.close(shared)
        os.close(errors)
        return pid

    def _fork_zygote(self, evaluator: Evaluator, begin: Callable[[], object]) -> int:
        """Fork another that shares this one's graph, and begins with what may take long."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            self.control.close()
            ours.close()
            self.control = theirs
            begin()
            send_control(self.control, "ready")
            self.serve(evaluator)
        send_control(self.control, "zygote", pid, descriptors=(ours.fileno(),))
        ours.close()
        theirs.close()
        return pid


def _find(function: str) -> Any:
    """Return the function that `function`, as module:function, names."""
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def _reap(pid: int, children: set[int]) -> int:
    """Return the exit status of a child that has ended, or is ended now; minus its signal."""
    if pid not in children:
        return -signal.SIGKILL
    children.remove(pid)
    # Its number is still its own; and to wait for one that lives would be for ever.
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _cut(evaluator: Evaluator, iri: str) -> None:
    wanted = read_slice_name(iri)
    assert wanted is not None, "only names of slices are asked for"
    evaluator.sliced(wanted)


def _become(life: Callable[[], object], errors: int) -> NoReturn:
    """Live `life` in a forked process, and never come back; what it says goes to `errors`."""
    os.dup2(errors, 2)
    status = 1
    try:
        life()
        status = 0
    except BaseException:  # noqa: BLE001 - nothing above a forked process may catch it
        traceback.print_exc()
    os._exit(status)


def main(arguments: list[str]) -> NoReturn:
    """Run a zygote, as the module says."""
    control, loader, argument, memory, size, *preparations = arguments
    # The service is told to end by the same signal, and closes the control socket when it is done.
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, signal.SIG_IGN)
    load = _find(loader)
    zygote = Zygote(socket.socket(fileno=int(control)), int(memory), int(size))
    try:
        zygote.serve(zygote.load(load, argument, preparations))
    except BrokenPipeError:
        # The service has gone, and with it whoever wanted this.
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
