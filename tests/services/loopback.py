"""Keeps the tests on this machine: a connection to anywhere else is an error."""

import ipaddress
import socket

_connect = socket.socket.connect


class LeavesTheMachine(Exception):
    """A test, or the code it tests, asked for another machine."""


def _only_loopback(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
        raise LeavesTheMachine(address)
    return _connect(self, address)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def stay_here() -> None:
    socket.socket.connect = _only_loopback
