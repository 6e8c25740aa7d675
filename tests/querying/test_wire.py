"""What goes between the service and its processes, and what it is when one of them goes."""

from __future__ import annotations

import socket

from pcvegraph.querying.engines.wire import receive_control, send_control


def test_a_message_is_received_as_it_was_sent():
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with one, other:
        send_control(one, "fork", 1)
        send_control(one, "end")
        assert receive_control(other) == (["fork", 1], [])
        assert receive_control(other) == (["end"], [])


def test_who_goes_with_messages_unread_has_gone():
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with one:
        send_control(one, "never read")
        other.close()
        assert receive_control(one) == (None, [])
