"""Invented, harmless sentences that personas write on their worksheets."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "a walk by the canal after lunch",
        "tea with my neighbour on Sunday",
        "the meeting on Tuesday morning",
        "cooking soup for the week",
        "a phone call with my sister",
        "sorting the letters on the table",
        "the bus was late and I was tense",
        "ten minutes in the garden",
        "I thought they were bored with me",
        "my shoulders were tight all day",
        "I stayed at home and watched a film",
        "a short swim before work",
    ),
    "es": (
        "un paseo por el río después de comer",
        "un café con mi vecina el domingo",
        "la reunión del martes por la mañana",
        "preparar sopa para la semana",
        "una llamada a mi hermana",
        "ordenar las cartas de la mesa",
        "el autobús llegó tarde y me puse nerviosa",
        "diez minutos en el jardín",
        "pensé que se aburrían conmigo",
        "tuve los hombros tensos todo el día",
        "me quedé en casa y vi una película",
        "nadar un rato antes del trabajo",
    ),
}
FEELINGS: dict[str, tuple[str, ...]] = {
    "en": ("sad", "anxious", "ashamed", "irritated", "lonely", "tired"),
    "es": ("triste", "ansiosa", "avergonzada", "irritada", "sola", "cansada"),
}


def sentences(language: str) -> tuple[str, ...]:
    return WORDS.get(language.split("-")[0], WORDS["en"])


def feelings(language: str) -> tuple[str, ...]:
    return FEELINGS.get(language.split("-")[0], FEELINGS["en"])
