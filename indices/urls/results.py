"""Addresses of results."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
