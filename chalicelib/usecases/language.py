"""In which language a patient reads the programme."""

from __future__ import annotations

from ..domain.course import Course
from ..domain.programme import Release
from .ports import ContentStore


def release_for(content: ContentStore, course: Course) -> Release:
    """The release that a patient is pinned to, in their language where it is translated.

    A translation is a release of its own with the same ids and rules, immutable and kept in memory like any other, so
    a warm process reads nothing more for it. Somebody who reads `es-MX` gets `es` where there is nothing closer.
    """
    release = content.release(course.release)
    wanted = (course.language, course.language.split("-")[0])
    if release.language in wanted:
        return release
    version = next((release.languages[one] for one in wanted if one in release.languages), None)
    return content.release(version) if version else release
