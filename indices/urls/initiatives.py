"""Addresses of initiatives."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
