"""Addresses of criteria."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
