"""Addresses of emulation."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
