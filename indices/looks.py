"""Shapes and colours of the states of files, borrowed from those of duties. Pure."""

from indices.enums import NominationState

FILE_LOOKS = {
    NominationState.REGISTERED: "not_yet",
    NominationState.ASSESSED: "doing",
    NominationState.PROPOSED: "waiting",
    NominationState.VOTED: "doing",
    NominationState.GRANTED: "on_time",
    NominationState.REFUSED: "late",
    NominationState.WITHDRAWN: "cancelled",
}
