"""Safety column: wording that changes what stands beside it: denials, dates, reports of others, stories, quotations.

The shorthand is that of risk_rules. A pattern that ends in `$` is looked for just before a finding, one that begins
with `^` just after it, any other around it. All repetitions are bounded.
"""

from __future__ import annotations

#: Words that may stand between a "not" and what it denies ("not ever really going to").
FRAME = (
    r"(?:<ADV>|going|gonna|wanna|plan|plans|planning|planned|intend|intending|intention|intentions|want|wanting|"
    r"wanted|wish|wishing|think|"
    r"thinking|thought|thoughts|idea|ideas|of|about|to|on|for|in|ever|consider|considering|considered|contemplate|"
    r"contemplating|any|a|the|my|"
    r"urge|urges|desire|desires|feel|feeling|feelings|felt|been|being|be|having|have|had|get|got|getting|trying|"
    r"try|tried|tempted|actual|do|"
    r"would|will|interested|risk|at|here|doing|anything|like|active|actively|suicidal|wont|attempt|attempted|"
    r"attempting|history|signs?|or|"
    r"self harming|anymore|any more|today|this|week|currently|experience|experienced|experiencing|suffer|suffered|"
    r"report|reports|reported|"
    r"concerns?|commit|committing|that|dream|imagine|cut|cutting|harm|harming|hurt|hurting|i|id|ill|im|as|far|as)"
)
NOT = (
    r"(?:not|isnt|aint|wasnt|arent|never|no longer|dont|do not|didnt|doesnt|wouldnt|wont|havent|hasnt|hadnt|"
    r"without|no|zero|none|nor|neither|"
    r"denies|denied|deny|stopped|free of|absence of|nothing|low risk of|cant imagine|cant see myself|couldnt ever|"
    r"could never|can never|cant ever)"
)
DENIAL = rf"\b{NOT} (?:{FRAME} ){{0,6}}$"
#: What looks like a denial and is none: "there is not a day I don't think about it", "trying not to", "why don't I".
NO_DENIAL = (
    r"(?:\b(?:not|isnt|never|hardly|no|single|barely|rarely) (?:a |one |even a |single ){0,2}(?:day|night|hour|"
    r"moment|minute|second|morning|week)s?\b.{0,60}$)"
    r"|(?:\b(?:why|trying|try|tried|tries|reasons?|how|hard|difficult|struggl\w{0,3}|fight\w{0,3}|told me|"
    r"asked me|begg\w{1,3}|me|best|strength|"
    r"willpower|strong enough|or|whether|harder) not (?:to )?(?:<ADV> )?$)"
    r"|(?:\bwhy (?:dont|shouldnt|wouldnt|havent|didnt) (?:i|we) .{0,20}$)"
    r"|(?:\b(?:cant|not|couldnt|wont|dont|no) (?:\w{1,9} ){0,3}(?:promise|guarantee|sure|certain|swear|know|"
    r"trust myself|say)\b.{0,30}$)"
    r"|(?:\b(?:if|unless|until|when|because|so|but|since|cause|cos) (?:\w{1,9} ){0,4}(?:i|im|ill|id|"
    r"ive) (?:<ADV> )?(?:will|want to|wanna|am going to|going to|gonna|think about|thinking about|could|might|"
    r"would)? ?$)"
    r"|(?:\b(?:nothing|nobody|no one|noone|anything|something) (?:can|will|could|to|is|s|"
    r"left) (?:\w{1,9} ){0,3}(?:stop|from|but|except|left)\b.{0,30}$)"
    r"|(?:\b(?:stop|without|cant stop|cant help|keep from|avoid|not stopped|never stopped|never stop|"
    r"havent stopped|dont stop|doesnt stop) (?:thinking|imagining|planning|dreaming|wanting|obsessing|"
    r"fantasi[sz]ing)? ?(?:about |of |to )?$)"
    r"|(?:\b(?:no|dont see an?y?|see no|not any|any|without) (?:\w{1,9} )?(?:other )?(?:option|choice|way|"
    r"alternative|escape|solution|hope|future|point|reason|cure|answer)s?\b.{0,40}$)"
    r"|(?:\b(?:wish|wished|regret) (?:i |that i )?(?:didnt|dont|wasnt|hadnt)\b.{0,12}$)"
    r"|(?:\b(?:dont|didnt|doesnt|wont|never) (?:tell|told|care|mind|matter|worry|want (?:help|to live|to be here|"
    r"this|anyone)|deserve|understand|sleep|eat|belong)\b.{0,60}$)"
    r"|(?:\b(?:lying|lie|pretending|cant say|cant pretend|wont pretend|wont lie) (?:\w{1,9} ){0,4}(?:havent|hadnt|"
    r"not|dont|didnt|never).{0,40}$)"
    r"|(?:\b(?:guts|courage|brave|bravery|balls|strength|nerve|coward\w{0,3}|scared|afraid|weak|"
    r"energy)(?: enough)? to (?:<ADV> )?$)"
    r"|(?:\bno (?:one|body) .{0,60}$)|(?:\bnot (?:just|only|merely|simply) .{0,40}$)|(?:\b(?:not|isnt) (?:lying|"
    r"joking|kidding|exaggerating|gonna lie|going to lie)\b.{0,60}$)|(?:\bno (?:joke|lie|cap|kidding|doubt|"
    r"idea)\b.{0,60}$)"
)
#: Said after the words: "... is not an option".
DENIED_AFTER = (
    r"^ ?,? ?(?:is|was|isnt|isn t|has|have|hasnt|are|arent|wasnt|thoughts)? ?(?:definitely |really |"
    r"just )?(?:not (?:an option|something|on my mind|a thing|what|the answer|my)|never (?:been|crossed|an option|"
    r"something|the answer)|an option for me no|(?:an? )?option (?:i|id) would never|something (?:i|"
    r"id) (?:would )?(?:never|not|wouldnt|dont)|off the table|out of the question|no way|, no|, never)"
    r"|^ ?,? ?(?:isnt|wasnt|arent) (?:an option|something|on my mind|a thing|what|the answer|my)|^ (?:thoughts|"
    r"ideation|feelings|plans?|intent)? ?(?:at all )?, ?(?:no|none|never|denied)\b|^ : no\b"
)
MORE_THAN_EVER = (
    r"^ (?:\w{1,9} ){0,2}(?:more than|so much|so bad|so badly|this much|this bad|this badly|as much as|like this|"
    r"like i do|than (?:now|today|right now))\b"
)
#: A hedge is no denial, but less than a statement: "I don't think I'd", "probably won't", "decided not to".
HEDGED = (
    r"(?:\b(?:dont|do not|didnt) (?:think|believe|reckon|suppose|know if|know whether) (?:that )?(?:i|im|id|"
    r"ill)(?: \w{1,9}){0,4} $)|(?:\b(?:not sure|unsure|not certain|wonder|wondering|"
    r"dont know) (?:\w{1,9} ){0,3}(?:i|id|im) (?:\w{1,9} ){0,3}$)|"
    r"(?:\b(?:probably|maybe|possibly) (?:wont|wouldnt|not) (?:\w{1,9} ){0,2}$)|(?:\b(?:decided|chose|choose|"
    r"promised|agreed|swore|managed|talked myself into|vowed|going) not to (?:\w{1,9} ){0,2}$)|(?:\b(?:cant|"
    r"couldnt|could not) (?:<ADV> ){0,2}$)|"
    r"(?:\b(?:not|isnt|never) (?:really|exactly|quite|actively|that|very|super|seriously) $)"
)
NOT_ANYMORE_AFTER = (
    r"^ (?:\w{1,9} ){0,3}(?:any ?more|any longer)\b|^ (?:\w{1,9} ){0,3}(?:in (?:years|months|ages|a long time|"
    r"a while)|since (?:then|20\d\d|last year|school|uni\w{0,7}|college|my \w{1,9}|i (?:was|started|left)|i))\b"
)

ASKED = (
    r"\b(?:(?:asked?|asks|asking|wondered|checked|checking) (?:me |us |patients |people |everyone )?(?:if|about|"
    r"whether|how often|directly|again)|questions? (?:about|on|is|was|asks)|screen\w{0,4}|questionnaire|form|"
    r"survey|quiz|assessment|item) (?:\w{1,9} ){0,7}$"
)
ANSWERED_NO = (
    r"\b(?:said no|answered no|told (?:him|her|them|the \w{1,9}) no|replied no|i said i (?:wasnt|wouldnt|had no|"
    r"have no|didnt|dont|am not)|and i (?:wasnt|didnt|dont|am not)|answer (?:was|is) no|ticked no|no to|"
    r"not at all)\b"
)

#: Long ago. Beats nothing that says "now" or "again".
FAR = (
    r"\b(?:(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|many|"
    r"several|some|few|couple of|a couple of|hundred) (?:years|yrs|decades) (?:ago|back|before)|at (?:1[1-9]|"
    r"2[0-5])(?= ,|$)|(?:im|i am) [2-9]\d now|years (?:ago|back|"
    r"before)|"
    r"decades? ago|long (?:time )?ago|(?:in|back in|since|around|during|summer of|end of) (?:19|20)[0-2]\d|"
    r"back (?:then|when|in the)|in those days|when i was (?:\d{1,2}|a (?:kid|child|teen\w{0,5}|student|"
    r"young \w{1,9}|boy|girl|teenager)|young\w{0,2}|little|"
    r"at (?:school|uni\w{0,7}|college|sixth form)|in (?:school|college|high school|my (?:teens|twenties|early|"
    r"late|20s|thirties)|the army|year \d{1,2}|uni\w{0,7})|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|pregnant with|married)|"
    r"as (?:a|an) (?:teen\w{0,5}|child|kid|student|young \w{1,9}|adolescent|undergraduate)|in my (?:teens|"
    r"twenties|thirties|20s|30s|youth|early \w{1,9}|late \w{1,9}|teenage years|past|school days|uni days)|used to|"
    r"growing up|at (?:age|the age of) \d{1,2}|in the past|back at (?:school|uni\w{0,7})|"
    r"earlier in my life|long behind|childhood|teenage years|another lifetime|a lifetime ago|ages ago|"
    r"back in the day|once (?:tried|attempted|thought|felt|wanted)|in (?:school|high school|college|"
    r"secondary school|sixth form)|previously|historic\w{0,4}|in a past life|before (?:therapy|i had kids|i met|"
    r"my diagnosis|the meds|recovery))\b"
)
#: Some time ago, but less than "years": more than three months back.
MID = (
    r"\b(?:(?:four|five|six|seven|eight|nine|ten|eleven|twelve|4|5|6|7|8|9|10|11|12|several|many) months (?:ago|"
    r"back)|(?:a|one|1|last|half a) year(?: ago)?|last (?:summer|winter|spring|autumn|fall|year|christmas|easter)|"
    r"earlier this year|during (?:lockdown|covid|the pandemic|my divorce|the divorce)|in lockdown|"
    r"after the birth of|a while (?:ago|back)|some time ago|before(?: now)?$)\b"
)
RECENT = (
    r"\b(?:again|still|yesterday|last (?:night|week|weekend|month|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)|this (?:morning|week|evening|month|afternoon|weekend)|tonight|today|tomorrow|earlier|"
    r"lately|recently|these days|atm|rn|right now|at the moment|currently|all over|"
    r"(?:few|couple of|two|three|four|five|six|\d) (?:days|weeks|hours|nights) ago|(?:a|one) (?:day|week|month|"
    r"fortnight) ago|(?:two|three|2|3|couple of|few) months ago|on (?:monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)|every (?:day|night|morning)|just (?:tried|took|cut|attempted|now)|back (?:to|at) it|"
    r"since (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last|my|the|this|i|he|she|we|"
    r"they)|all (?:day|week|weekend|night|month)|for (?:days|weeks|the (?:last|past))|came back|coming back|"
    r"are back|is back|now i|and now (?:i|im|it)|but now (?:i|im|it))\b"
)
#: "Now" of somebody who is well.
WELL = (
    r"\b(?:(?:better|fine|ok|okay|good|well|happy|happier|grateful|glad|safe|stable|recovered|thriving|alive|"
    r"different|great|past (?:it|that)|over (?:it|that)|in recovery|sober|clean) (?:now|today|these days|it didnt|"
    r"it failed|to be|i didnt|i failed|that i|im still|i survived|since)|glad (?:it|i|im|that|to)|life is (?:good|"
    r"better|great|so much)|(?:im|i am|feel|feeling|doing|been|things are|its been) (?:<ADV> ){0,2}(?:ok|okay|"
    r"fine|"
    r"well|better|good|much better|safe|great|stable)(?: (?:now|today|since|these days))?|no longer|not any ?more|"
    r"not anymore|not now|any ?more|havent (?:felt|thought|had|done|been|wanted|since|tried)|never since|"
    r"nothing since|since then i|recovered|in recovery|got (?:help|through)|therapy (?:helped|saved)|saved me|"
    r"saved my life|love (?:my )?life|love my|grateful to be|two children|different place|got better|moved on|"
    r"behind me|dont feel that way|a different (?:place|person)|completely different|dont feel like that|"
    r"not how i feel|that was then)\b"
)
PRESENT = (
    r"\b(?:i|im|ive been|i am|id|and|to|really|just|now) (?:<ADV> ){0,2}(?:want to|wanna|am going to|going to|"
    r"gonna|will|plan to|thinking (?:about|of)|think (?:about|of)|ready to|about to|planning to|need to|have to|"
    r"intend to|considering|feel like|keep thinking (?:about|of)) (?:<ADV> ){0,2}$"
)
PAST_TENSE = (
    r"\b(?:wanted to|was|were|thought about|(?<!the )(?<!my )thought of|felt|had|considered|was thinking (?:about|"
    r"of)|contemplated|had been|planned to|was going to|planned on|been) (?:<ADV> |so |very |a bit |thoughts of |"
    r"thinking (?:about|of) |pretty |quite |really ){0,3}$"
)
TRIED = (
    r"\b(?:tried|attempted|trying|failed|try|tryed|almost|nearly|came close|close|survived|attempts|attempt|"
    r"went) (?:and failed )?(?:to |at |of |by |in )?(?:<ADV> ){0,2}(?:actually )?$"
)
INTENT = (
    r"\b(?:going to|gonna|will|ill|about to|planning|plan|plans|intend|decided|ready|tonight|tomorrow|imma|finna|"
    r"determined|soon|prepared|time|have to|must|swear|today|counting down|date|method|"
    r"i know how|research\w{0,3}|google\w{0,3}|look\w{0,3} up) (?:\w{1,9} ){0,5}$"
)

#: Words of somebody else, quoted or retold.
REPORTED = (
    r"\b<THEM> (?:\w{1,9} ){0,6}(?:said|says|saying|told me|tells me|texted|texts|wrote|posted|posts|messaged|"
    r"keeps saying|threatened|threatens|threatening|mentions|mentioned|admitted|confided|yelled|screamed|cried|"
    r"shouted|tells|whispered|joked|thinks?|wants?|wanted|"
    r"feels?|talks?|talking|talked|going|gonna|tried|tries|trying|attempted|attempts|considering|thinking|is|was|"
    r"has|been|keeps?|who|that|might|could|will|hes|shes|about|of|having|had|googl\w{1,3}|wishes|"
    r"hopes?) (?:, )?(?:(?:i|im|ill|id|ive|that|she|he|they|hes|shes|theyre|want|wants|wanted|to|going|gonna|will|"
    r"would|is|was|were|about|thinking|of|just|feels?|feeling|like|had|has|"
    r"have|been|a|the|committing|commit|doing|his|her|their|thoughts|and|me|very|really|so|again|attempting|"
    r"attempted|planning|having|at|risk|plans|with|ideation|something|dark|how|when|if|by|mum|mom) ){0,9}$"
)
#: A line of a song or a role, quoted.
QUOTED = (
    r"\b(?:lyrics?|song|line|chorus|verse|poem|narrator|character|villain|hero|heroine|protagonist|actor|hamlet|"
    r"juliet|romeo|title|caption|meme|tweet|headline) (?:\w{1,9} ){0,4}(?:say|says|said|goes|went|reads|sings?|"
    r"sang|shouts?|is|was|about|wants|who)\b.{0,25}$"
)
#: Words for suicide that do not say whose.
BARE = frozenset({"suicide", "suicides", "suicidal", "suicidally", "suicidality"})
#: Somebody else is the nearest subject of words that do not say whose they are ("suicidal", "an overdose").
THEIRS = (
    r"\b(?:<THEM>|mi \w{1,10}|un amigo|una amiga) (?:(?!and |so |because |but |since |after |when |makes |made |"
    r"left |makes |leaving )[a-z0-9]{1,12} ){0,7}$"
)
FIRST_PERSON = r"\b(?:i|im|ive|id|ill|me|my|myself|quiero|voy|tengo|mato|morirme|matarme)\b|\w(?:arme|irme)\b|myself"
OWN_AGAIN = (
    r"\b(?:makes me|made me|making me|and i|so i|but i|now i|because i|i also|me too|that i|then i|while i|i feel|"
    r"i think|i just|im so|i cant|i might|i may|i too|if i|when i|i told|i said|i texted|leaving me|left me|"
    r"without (?:him|her|them) i|ill|do i|should i|i should|im going|im gonna|i will) (?:\w{1,9} ){0,7}$"
)
STORY = (
    r"\b(?:thriller|cult|reasons why|bands?|films?|movies?|books?|novels?|songs?|lyrics?|albums?|series|"
    "episodes?|season|"
    r"documentar\w{1,3}|podcasts?|articles?|news|newspaper|poems?|poet|story|stories|characters?|games?|lecture|"
    r"seminar|training|course|essay|thesis|history|statistics|stats|research|study|prevention|awareness|squad|"
    r"bomber|bombing|netflix|actor|"
    r"plot|opera|hamlet|romeo|juliet|leaflet|side effects?|mission|museum|headline|hotline|helpline|"
    r"volunteer\w{0,3}|charity|campaign|policy|protocol|module|textbook|worksheet on|class on|talk on|"
    r"programme about|theatre|musical|virginia woolf|van gogh|cobain|werther|durkheim|cliff edge|run on the bank|"
    r"political|career|social|economic|pact with the devil|vest|attack|door|doors|burnout|machine|hazard|"
    r"risk assessment|"
    r"questionnaire asks|app asks|quiz|crossword|pub quiz|risk factor|rates?|laptop|phone|computer|printer|"
    r"software|server|company|market|economy|prime minister|candidate|government|update|app|website)\b"
)
OWN_THOUGHT = r"\b(?:i|im|ive|id|ill|my|me|myself|am)\b(?: \w{1,12}){0,7} $"
IDEATION_WORD = (
    r"^(?:honestly|lately|again|yes|and|so|but|today|sometimes|now|just|,| ){0,12}$|\bmy (?:mind|head|brain|thoughts?|"
    r"first thought|only thought|solution|answer|default) (?:\w{1,9} ){0,4}$|"
    r"\b(?:thoughts? (?:of|about)|thinking (?:of|about)|think (?:of|about)|thought (?:of|about)|considering|"
    r"considered|contemplat\w{1,4}|feel|feeling|felt|am|im|been|being|plan\w{0,4}|commit|committing|to commit|"
    r"attempt\w{0,4}|want|wanna|having|have|had|ideation|obsess\w{0,4}|my own|my|option|urge|urges|tempted|"
    r"imagin\w{1,4}|google\w{0,2}|"
    r"search\w{0,3}|fantasi\w{1,5}|be|actively|passively|drawn to|close to|brink of|verge of|edge of|become|"
    r"becoming|getting|got|so|very|really|still|again|bit|kinda|lowkey|extremely|super|severely|acutely|"
    r"chronically|with|of|only|through|attempted|survived|except|but|than|need|just|is|committing|"
    r"go through with) (?:\w{1,9} ){0,2}$"
)
#: In a story or a course, only these make "suicide" the writer's own.
OWN_THOUGHT_DESPITE_STORY = (
    r"\b(?:thinking (?:of|about)|thoughts (?:of|about)|to commit|feeling|feel|i am|im|consider\w{0,5}|"
    r"contemplat\w{1,4}|attempt\w{0,3}|my) (?:\w{1,9} ){0,2}$"
)
#: What films, courses and articles are about.
TOPIC = r"suicid|self ?harm|self injur|overdos"
USED_TO = r"\bused to (?:\w{1,9} ){0,4}$"
NO_LONGER = r"\b(?:no longer|stopped)\b"
#: "I have been feeling ...": past in form, present in meaning.
HAS_BEEN = r"\bfelt like\b|\bbeen\b"
#: So near that no "years ago" beside it takes it back.
ACUTE = (
    r"(?<!never )\b(?:again|last (?:night|week|weekend)|yesterday|this (?:morning|evening)|tonight|tomorrow|"
    r"(?:two|three|few|couple of|\d) "
    r"(?:days|nights|hours) ago)\b"
)
#: "Suicidal" said of thoughts that are there, not of a topic.
THOUGHTS_AFTER = (
    r"^ (?:thoughts|feelings|ideation|urges|impulses|plans) (?:\w{1,9} ){0,2}(?:started|start|came|come|keep|are|"
    r"wont|again|back|getting|got|have|return|returned|all|every|since|today|tonight|this|last|in my|on my)\b"
)
