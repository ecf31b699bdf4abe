"""The refusal of an action: a rule said no. The message is one Vietnamese sentence for the person who asked."""


class Refused(Exception):
    """An action that the rules, the state or the data do not allow; nothing was stored."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Forbidden(Refused):
    """The actor has not the right; the message names who has it."""


class Stale(Refused):
    """Somebody else saved the same thing in the meantime; the page shows both versions."""
