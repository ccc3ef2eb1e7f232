"""Every page of the app, for the front door."""

from __future__ import annotations

from . import (
    account,
    adaptations,
    assets,
    course,
    measures,
    patients,
    practice,
    review,
    safety,
    screens,
    session,
    today,
)

BLUEPRINTS = (
    session.routes,
    today.routes,
    course.routes,
    measures.routes,
    practice.routes,
    screens.routes,
    safety.routes,
    account.routes,
    review.routes,
    patients.routes,
    adaptations.routes,
    assets.routes,
)
