"""Addresses of surveys."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
