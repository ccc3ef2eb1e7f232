"""What API Gateway answers by itself, before the app is reached: problem details, readable from another origin."""

from __future__ import annotations

import json

#: Answers of so many bytes and more go out compressed to whoever takes it, which every browser does. No page repeats
#: words of an address beside a secret, so that their lengths tell nothing (BREACH).
COMPRESSED_FROM = 1024
#: gateway response type → (status, title, what the person can do)
ANSWERS: dict[str, tuple[int, str, str]] = {
    "UNAUTHORIZED": (401, "Not signed in", "Send a valid bearer token."),
    "ACCESS_DENIED": (403, "Not allowed", "This account may not do that."),
    "EXPIRED_TOKEN": (403, "Not signed in", "The token has expired; sign in again."),
    "MISSING_AUTHENTICATION_TOKEN": (404, "Not found", "There is nothing at this address."),
    "REQUEST_TOO_LARGE": (413, "Too large", "Send less than 10 MB."),
    "UNSUPPORTED_MEDIA_TYPE": (415, "Unsupported media type", "Send application/json."),
    "THROTTLED": (429, "Too many requests", "Wait a moment and try again."),
    "INTEGRATION_TIMEOUT": (504, "No answer in time", "Try again; sending the same Idempotency-Key is safe."),
    "DEFAULT_4XX": (400, "Bad request", "The request could not be understood."),
    "DEFAULT_5XX": (502, "Something went wrong", "Try again; sending the same Idempotency-Key is safe."),
}
#: Every answer that says it is binary is sent as such, whatever was asked for: a browser's <audio> asks for */*.
BINARY_TYPES = ["*/*"]
HEADERS = {
    "Content-Type": "'application/problem+json'",
    "Cache-Control": "'no-store'",
    "Access-Control-Allow-Origin": "'*'",
    "Access-Control-Allow-Headers": "'Authorization,Content-Type,Idempotency-Key'",
}


def body(kind: str) -> str:
    status, title, detail = ANSWERS[kind]
    return json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail})


def sam_gateway_responses() -> dict[str, object]:
    """In the words of AWS::Serverless::Api."""
    return {
        kind: {
            "StatusCode": answer[0],
            "ResponseParameters": {"Headers": HEADERS},
            "ResponseTemplates": {"application/json": body(kind)},
        }
        for kind, answer in ANSWERS.items()
    }
