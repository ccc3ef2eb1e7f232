"""JSON routes of messages between a patient and their therapist."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from ..domain.messages import LONGEST_MESSAGE, Message, Side
from ..domain.safety import CrisisResponse, crisis_of
from ..routing import Routes
from ..usecases.messages import PAGE, Thread, own_thread, reply, send, thread_of
from .http import Call, Told, Wire, messages, operation

routes = Routes()


class MessagesQuery(Wire):
    limit: int | None = Field(
        default=None, ge=1, le=100, description=f"left out: {PAGE}, or as many as are unread, 100 at most"
    )
    cursor: str | None = Field(default=None, min_length=1, max_length=1400, description="of the page after")
    keep_unread: bool = Field(
        default=False, description="for a program that looks without showing: nothing counts as read"
    )


class MessageRequest(Wire):
    text: str = Field(description=f"1 to {LONGEST_MESSAGE} characters; read for risk whether it is taken or not")


class MessageResponse(Told):
    id: str
    at: datetime
    sender: Side
    text: str

    @classmethod
    def of(cls, message: Message) -> MessageResponse:
        return cls(**message.model_dump())


class SentResponse(MessageResponse):
    safety: CrisisResponse | None = Field(
        default=None, description="whom to call, shown at once, where the words speak of danger"
    )


class ListedMessage(MessageResponse):
    new: bool = Field(description="the reader had not been shown it before this request")


class MessagesResponse(Told):
    """A part of the conversation, the oldest first. What is told here counts as read from now on."""

    messages: list[ListedMessage]
    cursor: str | None = Field(description="leads to earlier messages; null: this is where it begins")
    unread: int = Field(description="messages that the reader had not been shown, on this page or another")
    usual_answer_days: int | None = Field(
        description="most of the therapist's answers on this page came within so many days; null: fewer than three"
    )

    @classmethod
    def of(cls, thread: Thread) -> MessagesResponse:
        return cls(
            messages=[ListedMessage(**one.model_dump(), new=one.id in thread.new) for one in thread.messages],
            cursor=thread.cursor,
            unread=thread.unread,
            usual_answer_days=thread.usual_days,
        )


@operation(routes, "GET", "/v1/messages", roles={"patient"}, query=MessagesQuery, response=MessagesResponse)
def get_messages(call: Call[None, MessagesQuery]) -> MessagesResponse:
    """The caller's messages with their therapist, newest page first, the newest last in it"""
    query = call.query
    found = own_thread(call.deps, messages(), call.caller, query.limit, query.cursor, keep_unread=query.keep_unread)
    return MessagesResponse.of(found)


@operation(
    routes,
    "POST",
    "/v1/messages",
    roles={"patient"},
    body=MessageRequest,
    response=SentResponse,
    status=201,
    keyed=True,
)
def post_message(call: Call[MessageRequest, None]) -> SentResponse:
    """Write to one's therapist; nobody watches for messages all the time"""
    sent = send(call.deps, call.caller, call.body.text, call.key)
    return SentResponse(**sent.message.model_dump(), safety=crisis_of(sent.flagged, sent.country))


@operation(
    routes,
    "GET",
    "/v1/patients/{patient_id}/messages",
    roles={"therapist"},
    query=MessagesQuery,
    response=MessagesResponse,
)
def get_patient_messages(call: Call[None, MessagesQuery], patient_id: str) -> MessagesResponse:
    """Messages with a patient of the caller's caseload"""
    query = call.query
    found = thread_of(
        call.deps, messages(), call.caller, patient_id, query.limit, query.cursor, keep_unread=query.keep_unread
    )
    return MessagesResponse.of(found)


@operation(
    routes,
    "POST",
    "/v1/patients/{patient_id}/messages",
    roles={"therapist"},
    body=MessageRequest,
    response=MessageResponse,
    status=201,
    keyed=True,
)
def post_patient_message(call: Call[MessageRequest, None], patient_id: str) -> MessageResponse:
    """Write to a patient of the caller's caseload"""
    return MessageResponse.of(reply(call.deps, call.caller, patient_id, call.body.text, call.key))
