"""Indexes for search in the middle of words: trigrams on PostgreSQL, where its owner may have them; elsewhere nothing.

Used by migrations. A database whose owner may not create the extension stays without: search then reads the column
through, which is right and slower.
"""

from typing import Any

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def has_trigrams(schema: BaseDatabaseSchemaEditor) -> bool:
    """Whether the extension is there, or could be put there by this user."""
    if schema.connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(using=schema.connection.alias), schema.connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


def index(table: str, column: str) -> migrations.RunPython:
    """An index of one column of folded text, under the name that its table and column give it."""
    name = f"{table}_{column}_trgm"

    def put(apps: Any, schema: BaseDatabaseSchemaEditor) -> None:
        if has_trigrams(schema):
            schema.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({column} gin_trgm_ops)")

    def drop(apps: Any, schema: BaseDatabaseSchemaEditor) -> None:
        if schema.connection.vendor == "postgresql":
            schema.execute(f"DROP INDEX IF EXISTS {name}")

    return migrations.RunPython(put, drop)
