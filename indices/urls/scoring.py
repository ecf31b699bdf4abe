"""Addresses of scoring."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
