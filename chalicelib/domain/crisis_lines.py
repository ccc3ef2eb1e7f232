"""Safety column: crisis lines as data. Each number is checked against the site beside it before a release.

`verified` says that the number was seen in public lists of crisis lines or on the line's own site when they were last
looked up (`VERIFIED_ON` in crisis.py); the others are from general knowledge and wait for that check.
"""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.domain.sentence import Sentence


class Line(NamedTuple):
    name: str
    call: str = ""
    text: str = ""
    site: str = ""
    hours: str = ""
    verified: bool = True


_ALWAYS = Sentence("24 hours a day")

#: ISO code → (name, emergency numbers, lines).
COUNTRIES: dict[str, tuple[str, tuple[str, ...], tuple[Line, ...]]] = {
    "AT": ("Austria", ("112", "144"), (Line("TelefonSeelsorge", "142", site="https://www.telefonseelsorge.at"),)),
    "AU": ("Australia", ("000",), (Line("Lifeline", "13 11 14", site="https://www.lifeline.org.au", hours=_ALWAYS),)),
    "BE": (
        "Belgium",
        ("112",),
        (
            Line(Sentence("Zelfmoordlijn (Dutch)"), "1813", site="https://www.zelfmoord1813.be", hours=_ALWAYS),
            Line(
                Sentence("Centre de Prévention du Suicide (French)"),
                "0800 32 123",
                site="https://www.preventionsuicide.be",
            ),
        ),
    ),
    "BR": ("Brazil", ("192",), (Line("CVV", "188", site="https://cvv.org.br", hours=_ALWAYS),)),
    "CA": (
        "Canada",
        ("911",),
        (Line("988 Suicide Crisis Helpline", "988", Sentence("Text 988"), "https://988.ca", _ALWAYS),),
    ),
    "CH": ("Switzerland", ("112", "144"), (Line("Die Dargebotene Hand", "143", site="https://www.143.ch"),)),
    "DE": (
        "Germany",
        ("112",),
        (
            Line("TelefonSeelsorge", "0800 111 0 111", site="https://www.telefonseelsorge.de", hours=_ALWAYS),
            Line("TelefonSeelsorge", "0800 111 0 222", site="https://www.telefonseelsorge.de", hours=_ALWAYS),
            Line("TelefonSeelsorge", "116 123", site="https://www.telefonseelsorge.de", verified=False),
        ),
    ),
    "DK": ("Denmark", ("112",), (Line("Livslinien", "70 201 201", site="https://www.livslinien.dk"),)),
    "ES": (
        "Spain",
        ("112",),
        (
            Line("Línea 024", "024", site="https://www.sanidad.gob.es/linea024", hours=_ALWAYS),
            Line("Teléfono de la Esperanza", "717 003 717", site="https://telefonodelaesperanza.org"),
        ),
    ),
    "FI": ("Finland", ("112",), (Line("MIELI Kriisipuhelin", "09 2525 0111", site="https://mieli.fi", hours=_ALWAYS),)),
    "FR": (
        "France",
        ("112", "15"),
        (
            Line("3114", "3114", site="https://3114.fr", hours=_ALWAYS),
            Line("SOS Amitié", "09 72 39 40 50", site="https://www.sos-amitie.com"),
        ),
    ),
    "GB": (
        "United Kingdom",
        ("999",),
        (
            Line("Samaritans", "116 123", site="https://www.samaritans.org", hours=_ALWAYS),
            Line("Shout", text=Sentence("Text SHOUT to 85258"), site="https://giveusashout.org", hours=_ALWAYS),
            Line(Sentence("NHS urgent mental health help"), "111", site="https://111.nhs.uk", hours=_ALWAYS),
        ),
    ),
    "GR": ("Greece", ("112",), (Line("Klimaka", "1018", site="https://klimaka.org.gr", hours=_ALWAYS),)),
    "IE": (
        "Ireland",
        ("112", "999"),
        (
            Line("Samaritans", "116 123", site="https://www.samaritans.org/ireland", hours=_ALWAYS),
            Line("Pieta", "1800 247 247", site="https://www.pieta.ie", hours=_ALWAYS),
        ),
    ),
    "IL": ("Israel", ("101",), (Line("ERAN", "1201", site="https://www.eran.org.il"),)),
    "IN": (
        "India",
        ("112",),
        (
            Line("Tele MANAS", "14416", site="https://telemanas.mohfw.gov.in", hours=_ALWAYS),
            Line("iCall", "91529 87821", site="https://icallhelpline.org"),
        ),
    ),
    "IT": (
        "Italy",
        ("112",),
        (Line("Telefono Amico", "02 2327 2327", site="https://www.telefonoamico.it", hours=Sentence("not at night")),),
    ),
    "JP": (
        "Japan",
        ("119", "110"),
        (
            Line("#Inochi SOS", "0120-061-338", site="https://www.lifelink.or.jp/inochisos", hours=_ALWAYS),
            Line(Sentence("TELL Lifeline (English)"), "03-5774-0992", site="https://telljp.com"),
        ),
    ),
    "KR": ("South Korea", ("119",), (Line(Sentence("Suicide prevention line"), "109", hours=_ALWAYS),)),
    "MX": (
        "Mexico",
        ("911",),
        (Line("Línea de la Vida", "800 911 2000", site="https://www.gob.mx/salud/conasama", hours=_ALWAYS),),
    ),
    "NL": (
        "Netherlands",
        ("112",),
        (
            Line("113 Zelfmoordpreventie", "113", site="https://www.113.nl", hours=_ALWAYS),
            Line(Sentence("113 Zelfmoordpreventie (free)"), "0800-0113", site="https://www.113.nl", hours=_ALWAYS),
        ),
    ),
    "NO": ("Norway", ("113",), (Line("Mental Helse", "116 123", site="https://mentalhelse.no", hours=_ALWAYS),)),
    "NZ": ("New Zealand", ("111",), (Line("1737", "1737", Sentence("Text 1737"), "https://1737.org.nz", _ALWAYS),)),
    "PL": (
        "Poland",
        ("112",),
        (
            Line("Centrum Wsparcia", "800 70 2222", site="https://centrumwsparcia.pl", hours=_ALWAYS),
            Line("Telefon zaufania dla dorosłych", "116 123", site="https://liniawsparcia.pl"),
        ),
    ),
    "PT": (
        "Portugal",
        ("112",),
        (
            Line(Sentence("SNS 24, option 4"), "808 24 24 24", site="https://www.sns24.gov.pt", hours=_ALWAYS),
            Line("Voz de Apoio", "225 50 60 70", site="https://www.vozdeapoio.pt"),
        ),
    ),
    "SE": ("Sweden", ("112",), (Line("Mind Självmordslinjen", "90101", site="https://mind.se", verified=False),)),
    "SG": (
        "Singapore",
        ("995",),
        (Line("Samaritans of Singapore", "1767", site="https://www.sos.org.sg", hours=_ALWAYS),),
    ),
    "US": (
        "United States",
        ("911",),
        (
            Line("988 Suicide & Crisis Lifeline", "988", Sentence("Text 988"), "https://988lifeline.org", _ALWAYS),
            Line(
                "Crisis Text Line",
                text=Sentence("Text HOME to 741741"),
                site="https://www.crisistextline.org",
                hours=_ALWAYS,
            ),
        ),
    ),
    "ZA": (
        "South Africa",
        ("112", "10177"),
        (
            Line(Sentence("SADAG suicide crisis line"), "0800 567 567", site="https://www.sadag.org"),
            Line("LifeLine", "0861 322 322", site="https://lifelinesa.co.za"),
        ),
    ),
}
