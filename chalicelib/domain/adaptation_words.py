"""Adaptation column: the words that a fitted passage may not bring in, each list with the name of its rule.

A pattern counts against a text only where the author's own passage does not use it too. Lists lean strict: what a
careful sentence loses by them, the author's text gives back.
"""

from __future__ import annotations

import re

Pattern = tuple[str, re.Pattern[str]]


def _any_of(name: str, alternatives: str, before: str = r"\b", after: str = r"\b") -> Pattern:
    """A pattern out of alternatives divided by bars; `~` stands for any ending of a word."""
    parts = (" ".join(part.split()).replace("~", r"\w*") for part in alternatives.split("|"))
    return name, re.compile(f"{before}(?:{'|'.join(parts)}){after}", re.IGNORECASE)


#: The word after, so that "need to call" is not excused by the author's "need to look".
_AND_NEXT = r"\b(?:\s+\w+)?"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADVICE = (
    _any_of("should", "should | shouldn't | ought to | supposed to", after=_AND_NEXT),
    _any_of("must", "must | mustn't | have to | has to | got to | need to | needs to | require~", after=_AND_NEXT),
    _any_of("do not", "do not | don't | never", before=r"(?:^|[.!?;:,]\s+|\bplease )", after=_AND_NEXT),
    _any_of("try", "try | trying | attempt", after=_AND_NEXT),
    _any_of("suggesting", "suggest~ | recommend~ | advise~ | advice | encourage~ | consider | why not | how about"),
    _any_of(
        "what if you",
        "what if you | you might want | you may want | you could | could you | you can | can you",
        after=_AND_NEXT,
    ),
    _any_of("help", "would help | might help | may help | can help | could help | will help"),
    _any_of(
        "importance", "important | vital | crucial | essential | best to | better to | make sure | be sure | the key is"
    ),
    _any_of(
        "professional", "doctor | gp | physician | psychiatrist | psychologist | counsel~ | nurse | clinic~ | hospital"
    ),
    _any_of("professional help", "professional~ | specialist | therap~ | supporter | coach~ | seek help | get help"),
    _any_of("medicine", "medic~ | drugs? | pills? | tablets? | doses? | dosage | antidepress~ | ssris? | sertraline"),
    _any_of("named medicine", "fluoxetine | citalopram | prozac | zoloft | xanax | valium | lithium | cannabis | cbd"),
    _any_of("remedies", "supplements? | vitamins? | herbal | alcohol | wine | beer | drink | smok~"),
    _any_of(
        "taking or stopping", "take | taking | quit | quitting | cut down | give up | stop | start", after=_AND_NEXT
    ),
    _any_of("exercise", "exercis~ | workout | gym | yoga | meditat~ | mindful~ | diet | breathe | breathing | relax~"),
    _any_of("help lines", "dial | hotline | helpline | website | reach out | contact | an? app"),
    _any_of("talking to somebody", "talk to | talking to | speak to | tell", after=_AND_NEXT),
    _any_of("tips", "tips? | strateg~ | techniques? | solutions? | steps to | ways? to | how to"),
)

RISK = (
    _any_of("death", "die | dies | died | dying | death~ | dead | suicid~ | kill~ | murder~ | overdos~ | end it all"),
    _any_of("harm", "harm~ | self-harm~ | hurt yourself | hurting yourself | cut yourself | cutting yourself"),
    _any_of("violence", "abus~ | violen~ | weapons? | guns? | knife | knives"),
    _any_of("emergency", "emergenc~ | crisis | crises | 911 | 999 | 112 | 988 | danger~ | unsafe | safe"),
    _any_of("hopelessness", "hopeless~ | worthless~ | no way out | pointless | a burden"),
)

DIAGNOSIS = (
    _any_of(
        "disorder", "disorders? | illness~ | diseases? | ill | patholog~ | syndrome | condition~ | chronic | clinical~"
    ),
    _any_of(
        "diagnosis", "diagnos~ | symptom~ | prognos~ | patients? | treat | treats | treated | treating | treatment~"
    ),
    _any_of("health", "mental health | healthy | unhealthy | insan~ | crazy"),
    _any_of("depression", "depress~ | dysthym~ | melanchol~"),
    _any_of("anxiety", "anxi~ | panic~ | phobi~ | agoraphobi~"),
    _any_of("named disorder", "bipolar | manic | mania | ptsd | trauma~ | ocd | obsessi~ | adhd | autis~ | psychosis"),
    _any_of("psychosis and the like", "psychotic | schizo~ | borderline | narcissis~ | anorexi~ | bulimi~ | dement~"),
    _any_of("addiction", "addict~ | alcoholi~ | burn-?out"),
    _any_of(
        "scale", "phq | gad | who-?5 | scores? | scored | questionnaire~ | severity | severe~ | moderate~ | minimal"
    ),
)

LEAK = (
    _any_of(
        "model speaking",
        "as an? ai | as an? assistant | language model | chatbot | openai | i'm an ai | i am an ai | gpt",
    ),
    _any_of(
        "role label",
        "system | user | assistant | human | ai | person | passage | rewritten | text | answer | output | response",
        before=r"(?:^|\n)\s*",
        after=r"\s*:",
    ),
    _any_of(
        "preamble",
        "sure | certainly | of course | okay | ok | here is | here's | here are | below is | absolutely | the new"
        "| the rewritten | the fitted | the adapted | the following",
        before=r"^\W*",
    ),
    _any_of(
        "talk of the task", "rewrit~ | rephras~ | paraphras~ | passages? | json | prompt | instruct~ | placeholder"
    ),
    _any_of(
        "talk of the rules",
        "reading level | reading grade | kept words? | maximum | own words | purpose | the text above",
    ),
    _any_of(
        "talk of people", "the author | this person | the person | the reader | the user | the narrator | the writer"
    ),
    _any_of("markers", r"<\S | \S> | \[/?inst\] | ``` | ### | {{ | }}", before="", after=""),
)

PROMISE = (
    _any_of(
        "promise", "promis~ | guarante~ | certainly | definitely | without doubt | without a doubt | prove | proven"
    ),
    _any_of("always", "always works? | never fails? | every time | for ever | forever | miracle"),
    _any_of(
        "will",
        "feel | be | get | become | help | make | work | go away | improve | pass | change | find",
        before=r"\b(?:you|it|things|everything|this|that|life)(?:'ll| will) (?:\w+ )?",
    ),
    _any_of("cure", "cure | cures | cured | heal~ | fix | fixes | fixed | recover~ | overcom~ | happy life"),
    _any_of(
        "all is well", "don't worry | no need to worry | everything is fine | nothing is wrong | all be fine | be ok~"
    ),
)

CLAIM = (
    _any_of("speaks as a person", "i | i'm | i've | i'd | i'll | me | my | mine | myself"),
    _any_of(
        "speaks as a team", "we recommend | we suggest | we are here | we're here | our team | we understand | we care"
    ),
    _any_of("therapist's voice", "as your therapist | as a therapist | as a friend | here for you | proud of you"),
    _any_of("praise", "believe in you | well done | good job | you are strong | you're strong | so brave"),
)

#: What nobody has a right to say of a person, and subjects that belong to nobody's exercise.
JUDGEMENT = (
    _any_of(
        "judging", "lazy | stupid | weak | pathetic | selfish | ugly | fat | failure | loser | your fault | to blame"
    ),
    _any_of(
        "shaming",
        "ashamed | shameful | disgust~ | you deserve | wrong with you | bad person | too sensitive | childish",
    ),
    _any_of("belief", "god | jesus | allah | pray~ | church | sin | sins | soul | vote | government | police"),
    _any_of("intimacy", "sex | sexy | sexual~ | naked | drunk | gin | vodka | whisky | cigarette~ | gambl~ | bets?"),
)

#: Turns a sentence round; as many of them as in the author's passage.
NEGATION = _any_of(
    "negation",
    "not | no | never | none | nobody | nothing | nowhere | cannot | without | hardly | neither | nor | \\w+n't",
)[1]

#: Says that the person told us something; only true where their words were sent along.
HISTORY = _any_of(
    "said before",
    "said | say | told | mentioned | wrote | shared | described | noted | listed",
    before=r"\byou(?: have|'ve)? ",
)[1]

#: Says how it is with the person; only what was sent may be said so.
STATEMENT = _any_of(
    "statement",
    "you've | you're | you'd | you have | you had | you were | you are | you feel | you felt | you always | you never"
    "| you often | you keep | you kept | you used to | you seem | you suffer | you struggle | you want | you need"
    "| your life | your mood | your family",
    before=r"(?<!if )(?<!when )(?<!whether )(?<!maybe )(?<!perhaps )(?<!what )\b",
)[1]

#: Verbs that give an order when they stand at the head of a sentence.
ORDERS = _set("""
    accept add admit aim allow ask avoid be begin book breathe bring build buy call cancel celebrate challenge change
    check choose clean close come commit complete contact continue cook count create cut decide describe do draw drink
    drop eat embrace end enjoy ensure examine exercise explore express face feel fight find finish focus follow forget
    forgive get give go have help hold identify ignore imagine increase invite join jot journal jump keep learn leave
    let limit list listen live log look love maintain make meditate meet move name note notice observe offer open pause
    pay phone pick plan play practice practise prepare push put quit reach read reduce reflect relax remember remind
    remove replace reply rest reward ring run say schedule see seek send set share sit skip sleep smile speak spend
    stand start stay stop swap switch take talk tell text think track treat trust try turn understand use visit wait
    wake walk wash watch wear work write
""")

#: Carry no subject of their own; left out when two texts are compared.
STOP = _set("""
    a about after again all also am an and any are as at be because been before being but by can could did do does
    doing don't down even for from get had has have having he her here hers him his how i if in into is it it's its
    just like may me might more most much my no nor not now of off on one only or other our out over own she so some
    such than that that's the their them then there these they thing things this those through to too up very was we
    were what when where which while who why will with would you you're your yours
""")

#: Number words that are compared; "one" is left out, being a pronoun as often as a number.
NUMBERS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "hundred": "100",
    "twice": "2 times",
    "thrice": "3 times",
}

#: Names of people that are ordinary English words too; with a capital letter they are taken for the name.
NAMES = _set("""
    amber angel april art august autumn basil bill bob brook carol chase chuck clay cliff colt crystal daisy dale dawn
    dean don drew earl eve faith fern flora forest frank gale gene ginger glen grace grant guy hank harry hazel heath
    heather henna herb holly hope hunter iris ivory ivy jack jade jasmine jay jean jerry jewel jimmy john josh joy june
    kit lance laurel lily mark marina mason may mercy merry mike miles misty nick norm olive pansy pat patience patsy
    pearl peg penny peter poppy prudence ray reed rich rob robin rod roger rose rosemary ruby rusty sally sandy scarlet
    skip sky sterling stormy sue summer terry tiffany tony tracy trinity trudy victor violet wade warren wally will
    willow woody zoe

    baker banks barber bell bishop black brown butcher butler carpenter carter cook cooper cross farmer field fisher
    forester fox gardener glass gold goldsmith gray green grey hall hawk hill hunt king knight lake long marsh miller
    moon moor nelson page painter parker pope potter price rice rivers shepherd silver singer smith snow sparrow stone
    swan tailor turner walker ward waters weaver west white winter wolf wood woods wright young
""")
