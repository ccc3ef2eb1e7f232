"""Safety column: the lexicon of the wording rules, by what the words are about. Data; risk_rules tells how it reads."""

from __future__ import annotations

from chalicelib.domain.risk_lexicon.abuse import ABUSE
from chalicelib.domain.risk_lexicon.acts import ACTS
from chalicelib.domain.risk_lexicon.arranging import ARRANGING
from chalicelib.domain.risk_lexicon.attempts import ATTEMPTS
from chalicelib.domain.risk_lexicon.coded import CODED
from chalicelib.domain.risk_lexicon.danger import DANGER
from chalicelib.domain.risk_lexicon.farewells import FAREWELLS
from chalicelib.domain.risk_lexicon.further import FURTHER
from chalicelib.domain.risk_lexicon.hopeless import HOPELESS
from chalicelib.domain.risk_lexicon.indifference import INDIFFERENCE
from chalicelib.domain.risk_lexicon.intent import INTENT
from chalicelib.domain.risk_lexicon.means import MEANS
from chalicelib.domain.risk_lexicon.not_being import NOT_BEING
from chalicelib.domain.risk_lexicon.passive import PASSIVE
from chalicelib.domain.risk_lexicon.places import PLACES
from chalicelib.domain.risk_lexicon.psychosis import PSYCHOSIS
from chalicelib.domain.risk_lexicon.self_harm import SELF_HARM
from chalicelib.domain.risk_lexicon.spanish import SPANISH
from chalicelib.domain.risk_lexicon.third_person import THIRD_PERSON
from chalicelib.domain.risk_lexicon.wishes import WISHES
from chalicelib.domain.risk_rules import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *ACTS,
    *WISHES,
    *MEANS,
    *PLACES,
    *INTENT,
    *ARRANGING,
    *FAREWELLS,
    *ATTEMPTS,
    *SELF_HARM,
    *PASSIVE,
    *INDIFFERENCE,
    *NOT_BEING,
    *HOPELESS,
    *CODED,
    *THIRD_PERSON,
    *DANGER,
    *ABUSE,
    *PSYCHOSIS,
    *FURTHER,
    *SPANISH,
)
