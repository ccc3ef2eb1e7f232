"""Templates, Markdown, static files, and the headers that every page carries."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from . import words
from .speech import SOURCE, speaker

if TYPE_CHECKING:  # each is imported where it is used: most cold starts serve JSON or the queue
    from jinja2 import Environment
    from markdown_it import MarkdownIt
    from markupsafe import Markup

HERE = Path(__file__).parent
STATIC = HERE / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
#: Where the quick exit leads: an everyday page that says nothing about where one comes from.
QUICK_EXIT = "https://www.wikipedia.org/"
_TAGS = {"p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "code"}


@functools.cache
def static_names() -> dict[str, str]:
    """File name → name with the hash of its content, so that a changed file has a new address."""
    names = {}
    for file in sorted(STATIC.iterdir()):
        if file.suffix in KINDS:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
            names[file.name] = f"{file.stem}.{digest}{file.suffix}"
    return names


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False})


def markdown(text: str) -> Markup:
    """Markdown of an author or of the model as HTML: no raw HTML comes in, and what goes out is sanitised besides."""
    import nh3
    from markupsafe import Markup

    html = nh3.clean(
        _markdown().render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return Markup(html)  # noqa: S704 - sanitised in the line above


@functools.lru_cache(maxsize=8)
def templates(language: str = SOURCE) -> Environment:
    """The templates as they speak one language: words, dates and numbers. Compiled once for each in a warm process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    speaks = speaker(language)

    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(speaks.catalog, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.filters.update(say=speaks.say, day=speaks.day, moment=speaks.moment, month=speaks.month, number=speaks.number)
    made.filters.update(markdown=markdown, ago=words.ago, until=words.until, plural=words.plural, zip=zip)
    made.filters.update(points=words.points, any_of=speaks.any_of)
    made.globals.update(static=static_names(), levels=words.LEVELS, speaks=speaks, quick_exit=QUICK_EXIT)
    return made


def security_headers(hosted_sign_in: str) -> dict[str, str]:
    """Nothing but our own files, no frame, no cache, no referrer. The hosted sign-in is where signing out goes."""
    policy = {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "worker-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "media-src": "'self' blob:",  # the script fetches a spoken line before its time and plays it from memory
        "form-action": f"'self' {hosted_sign_in}".strip(),
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


def html(
    template: str,
    context: Mapping[str, Any],
    hosted_sign_in: str,
    status: int,
    headers: Mapping[str, Any],
    language: str = SOURCE,
) -> Response:
    """A page whose own words are in `language`."""
    body = templates(language).get_template(template).render(context)
    sent = {"Content-Type": "text/html; charset=utf-8", **security_headers(hosted_sign_in), **headers}
    return Response(body=body, status_code=status, headers=sent)
