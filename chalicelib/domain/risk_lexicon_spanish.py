"""Safety column: the same wording in Spanish, for people who write how they feel in their first language.

Accents are gone by the time these are read, so one spelling serves both ("más" and "mas").
"""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

_IDIOM = r"de (?:risa|hambre|sueno|verguenza|calor|frio|sed|ganas|miedo|aburrimiento|amor|la risa|pena|celos|envidia|cansancio)"
_STORY = r"pelicula|serie|libro|novela|cancion|videojuego|juego|personaje|noticia|documental|capitulo|prevencion|curso|charla|poema|letra"
_PAST = (
    r"(?:anos|decadas) (?:atras|despues)|hace (?:\w{1,9} )?(?:anos|decadas)|cuando (?:era|tenia)|de (?:joven|adolescente|nino|nina)|"
    r"en (?:19|20)\d\d|antes (?:pensaba|queria)|en el pasado"
)
_DENIED = r"no (?:tengo|tuve|he tenido|hay|siento)(?: ningun\w{0,2})?|no (?:tengo (?:ningun )?(?:plan(?:es)? (?:de|para)|intencion(?:es)? de|ganas de|ideas? de|pensamientos? de)|quiero|voy a|pienso|pienso en|he pensado en|pensaria en|deseo|intentaria)|nunca|jamas|no|ni (?:loca|loco|muerta|muerto)|sin"

SPANISH: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        r"(?:me )?quiero (?:morir(?:me)?|matar(?:me)?|suicidar(?:me)?|dejar de vivir|desaparecer de este mundo|acabar con (?:todo|mi vida)|quitarme la vida|estar muert[oa])|(?:quisiera|deseo|ganas de|prefiero|preferiria|necesito|queria) (?:\w{1,8} )?(?:morir(?:me)?|matarme|suicidarme|estar muert[oa]|quitarme la vida|no vivir|no existir)|no quiero (?:seguir )?(?:vivir|viviendo|existir|estar viv[oa]|seguir con (?:mi|esta) vida|seguir "
        r"aqui|vivir mas)(?: mas)?|ya no quiero (?:vivir|estar aqui|existir|seguir|nada)|(?:pienso|pensando|pensar|pensado|pense|pensamientos?|ideas?|idea|obsesionad[oa]|imagino|imaginando) (?:mucho |todo el tiempo |constantemente |siempre |a veces ){0,2}(?:en|de|con)? ?(?:el )?(?:suicid\w{1,8}|matarme|morirme|quitarme la vida|mi (?:propia )?muerte|acabar con (?:mi vida|todo)|hacerme dano|la muerte|tirarme|cortarme)|"
        r"quitar(?:me)? la vida|no quiero (?:\w{1,8} ){0,2}(?:viv[oa]|vivir|existir)|me tiro (?:al|del|por|a las)|suicidi[oa]s?|suicidas?|suicidar(?:me|se)?|suicidarse|quitarme la vida|acabar con (?:mi vida|todo esto|mi existencia|mi sufrimiento)|terminar con (?:mi vida|todo esto|todo)|matarme|(?:me )?mataria|mejor (?:me mato|muert[oa]|estar muert[oa]|morir)|ahorcarme|colgarme|cortarme las venas|pegarme un tiro|tirarme (?:al tren|del puente|por (?:la|el) (?:ventana|balcon)|desde|de un|a las vias|al metro|por el puente)|saltar (?:del puente|por (?:la|el) (?:ventana|balcon)|desde|al vacio|de un puente)|envenenarme|desvivirme|dispararme",
        "viva|vivo|tiro|morir|matar|suicid|vivir|vivi|muert|exist|vida|acabar|terminar|mato|ahorc|colgar|cort|tiro|tirar|saltar|enven|aqui|desviv|dispar|seguir|nada|dano",
        own=True,
        before=_DENIED,
        after=_IDIOM
        + r"|en (?:la playa|madrid|paris|esta ciudad|el centro|con mis padres|casa de)|con (?:mis padres|el|ella|mi suegra)|sin (?:ver|conocer|viajar)|lejos|sol[oa] en|a trabajar|trabajando|estudiando|en el gimnasio",
        sentence=_STORY + "|" + _PAST + r"|escuadron|se me paso|ya no pienso",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:me )?voy a (?:matar(?:me)?|suicidar(?:me)?|morir(?:me)? (?:esta noche|hoy|manana)|quitarme la vida|acabar con (?:todo|mi vida)|tirarme|saltar (?:del|desde|al)|ahorcarme|cortarme|hacerlo (?:esta noche|hoy|manana)|terminar con (?:todo|mi vida)|tomarme (?:todas|todo|las)|colgarme|pegarme un tiro)|me (?:mato|suicido|voy a matar|ahorco)(?: esta noche| hoy| manana| ya)?|tengo (?:las|unas|muchas|todas las) (?:pastillas|pildoras) (?:listas|preparadas|guardadas|en la mano|aqui)|(?:tomarme|tomare|tomar|tragarme|tragar|me tomo|me trago) (?:todas |todo )?(?:las|el "
        r"(?:frasco|bote) de|un (?:frasco|bote) de|muchas) (?:pastillas|pildoras)(?: de golpe| a la vez| esta noche)?|me las voy a tomar todas|(?:manana|hoy|esta noche|luego|despues) (?:\w{1,9} ){0,4}(?:me tiro|me mato|me ahorco|me cuelgo|acabo con todo|voy a acabar con todo)|voy a acabar con todo|voy a tirar(?:me)? (?:por|al|del|desde|a las)|(?:tengo|compre|he comprado) (?:una|la) (?:cuerda|soga|pistola|navaja)(?: lista| preparada| para)?|esta noche (?:me mato|acabo con todo|lo hago|termino con todo|es la ultima|me muero)|manana (?:ya no (?:estare|voy a estar)|no estare)|ya no (?:estare|voy a estar) (?:aqui|manana|mas)|(?:he decidido|decidi|ya decidi) (?:morir|matarme|suicidarme|quitarme la vida|acabar con todo)|cuantas (?:pastillas|pildoras) ~6(?:morir|matar\w{0,3}|sobredosis)|dosis (?:letal|mortal)|"
        r"(?:forma|manera|modo) (?:mas )?(?:rapida|indolora|facil|segura) (?:y \w{1,9} )?de (?:morir|suicid\w{1,4}|matarme)|como (?:suicidarme|matarme|ahorcarme|morir sin dolor)|planeando (?:mi (?:muerte|suicidio)|suicidarme|matarme)",
        "voy a|mato|suicid|ahorc|pastillas|pildoras|cuerda|soga|pistola|navaja|noche|manana|estar|decid|dosis|morir|matar|plane",
        own=True,
        before=r"nunca|jamas|mi (?:jefe|madre|padre|mama|papa|mujer|marido|hermana|hermano|jefa|novia|novio)|ella|el",
        after=_IDIOM
        + r"|la sed|el hambre|el tiempo|la tarde|a (?:trabajar|estudiar)|en el (?:examen|trabajo)|trabajando",
        sentence=_STORY + "|" + _PAST,
    ),
    rule(
        "recent_attempt",
        "red",
        r"(?:anoche|ayer|hoy|esta (?:manana|noche|semana|tarde)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|hace (?:un|dos|tres|unos|pocos|unas) (?:dias?|horas|semanas?)|la semana pasada|el mes pasado) ~4(?:me (?:tome|trague) ~3(?:pastillas|pildoras)|intente (?:suicidarme|matarme|quitarme la vida|ahorcarme|morir)|trate de (?:matarme|suicidarme|quitarme la vida)|me (?:corte|tome|tomo|hice dano|queme|trague|autolesione)|tome (?:muchas|todas|un (?:frasco|bote))|quise (?:matarme|morir\w{0,2}|suicidarme))|"
        r"(?:intente|trate de|he intentado|casi) (?:suicidarme|matarme|quitarme la vida|ahorcarme|me mato)|me (?:corte|he cortado|queme|quemo|corto|hice dano|hago dano|autolesion\w{1,4}) ?(?:los brazos|las venas|las munecas|las piernas|otra vez|de nuevo|los muslos|a mi mism[oa]|ayer|anoche|esta manana|a proposito)?|(?:me )?(?:tome|he tomado|trague) (?:todas las|muchas|un (?:frasco|bote) de|demasiadas) (?:pastillas|pildoras)(?: anoche| ayer)?|sobredosis|autolesion\w{0,4}|(?:hacerme|hacerse) dano|lastimarme|cortarme",
        "intente|trate|intentado|casi|corte|cort|tome|tomad|queme|quemo|hice|hago|trague|quise|sobredosis|autolesi|dano|lastim",
        own=True,
        before=_DENIED,
        after=r"(?:el pelo|las unas|el flequillo|afeitandome|cocinando|con (?:el papel|un papel|el cuchillo (?:cortando|cocinando|de cocina))|pelando|picando|con el horno|con (?:la )?(?:plancha|sarten)|en la (?:cocina|playa)|la lengua|al sol|un (?:trozo|poco))|jugando|en el gimnasio|haciendo deporte",
        sentence=_STORY
        + "|"
        + _PAST
        + r"|cebollas?|cocinando|afeit\w{1,6}|sin querer|por accidente|fregando|la rodilla|el horno",
    ),
    rule(
        "past_resolved",
        "blue",
        r"me (?:cortaba|autolesionaba|hacia dano)|(?:intente|trate de|pense en|pensaba en|queria|quise|pensamientos|me corte|me cortaba|tuve) ~3(?:suicid\w{1,6}|matarme|morir\w{0,2}|quitarme la vida|autolesi\w{1,6}|cortarme|los brazos|hacerme dano|desaparecer|suicidas)",
        "cortaba|hacia|suicid|matar|morir|vida|autolesi|cort|brazos|dano|desapar",
        before=_DENIED,
        after=_IDIOM,
        sentence=_STORY,
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:ojala|quisiera|quiero|desearia|espero|deseo|me gustaria|prefiero|rezo para|pido a dios) ~6(?:no (?:me )?(?:despert\w{1,5}|hubiera nacido|haber nacido|estar (?:aqui|viv[oa])|existir|despertar(?:me)?)|(?:nunca|no) haber nacido|dormir (?:y no despertar|para siempre)|desaparecer|estuviera muert[oa]|me muriera|morirme durmiendo|me atropell\w{1,4}|(?:dios )?me (?:lleve|llevara)|dejar de existir|que todo (?:acabe|termine|se acabe)|esfumarme)|"
        r"(?:estarian|estaria|estara|estaran|seria|serian|viviria\w?) (?:\w{1,9} )?(?:mejor|mas felices|mas feliz|aliviad[oa]s) sin mi|mejor sin mi|nadie me (?:echaria|echaria de menos|extranaria|va a extranar|necesita|quiere)|no (?:deberia|tendria que) (?:haber nacido|estar viv[oa]|existir)|no (?:vale|merece) la pena (?:vivir|seguir|mi vida|esta vida)|(?:la|mi|esta) vida no (?:vale|merece|tiene sentido)|(?:no tengo|sin|no hay|no encuentro|no veo|ninguna) (?:ningun[oa]? )?(?:razon(?:es)?|motivos?|ganas|sentido) (?:para|de|a|por) (?:la cual )?(?:vivir|seguir|levantarme|la vida|existir|mi vida|seguir viviendo)|"
        r"cansad[oa] de (?:vivir|la vida|existir|esta vida)|hart[oa] de (?:vivir|la vida|existir|esta vida)|no me importaria (?:morir\w{0,2}|que me \w{1,10}|no despertar|si \w{1,6} muero)|no despertar (?:manana|nunca|mas|jamas)|no (?:me )?despertar(?:a|me) (?:manana|nunca|mas)|quedarme dormid[oa] para siempre|dormir para siempre|me da igual (?:morir\w{0,2}|vivir|estar viv[oa])|no merezco vivir|merezco morir|irme con (?:mi (?:madre|padre|abuela|abuelo|hijo|mama|papa)|dios) al cielo|reunirme con mi",
        "despert|nacid|aqui|viv|exist|nacer|dormi|desapar|muert|murier|morir|atropell|llev|acab|termin|sin mi|extran|echar|necesita|quiere|pena|sentido|razon|motivo|ganas|cansad|hart|igual|merezco|cielo|reunirme|esfum",
        denies=False,
        after=r"(?:a |en |de |tarde|temprano|con |por )(?!mi vida|este mundo|la vida)\w{0,12}|trabajar|unos dias|de vacaciones",
        sentence=_STORY + r"|bebe|vacaciones|playa|el equipo|la fiesta",
    ),
    rule(
        "preparation",
        "red",
        r"(?:escribi|escribo|escribiendo|he escrito|deje|dejo|estoy escribiendo|escribir) (?:ya )?(?:una |la |mi |unas |mis )?(?:cartas?|notas?) (?:de (?:despedida|suicidio|adios)|a mis hijos (?:para|por si)|para (?:cuando (?:no este|me vaya|ya no)|despues))|(?:carta|nota) (?:de )?(?:despedida|suicidio)|(?:me despedi|me estoy despidiendo|despedirme|me he despedido) (?:de|por) (?:todos|mi familia|ultima vez|mis hijos|mis amigos|la vida)|(?:he )?(?:regal\w{1,4}|regalado) (?:todas )?(?:mis|todo) ~6(?:ya no|no (?:los|las|lo) (?:necesit\w{1,3}|voy))|"
        r"(?:dejado|deje|dejo|dejar) todo (?:arreglado|listo|preparado|en orden)|guard(?:o|ando|ado|e|aba) (?:las )?(?:pastillas|pildoras|medicinas|medicamentos)|adios (?:a todos|mundo|para siempre|mundo cruel)|este es mi (?:ultimo|mensaje final)|(?:mi|el) ultimo (?:mensaje|dia|adios)(?: (?:en la tierra|de mi vida|con vida))?|cuando (?:lean|leas|leais) esto|perdon(?:enme|adme|ame) (?:por (?:lo que|todo)|a todos|pero)",
        "carta|nota|arreglado|listo|preparado|orden|despedi|despid|regal|guard|adios|ultimo|leas|lean|leais|perdon",
        own=False,
        sentence=_STORY + r"|jubilacion|viaje|trabajo nuevo|colegio|curso|companer[oa]|farmacia|botiquin|armario",
    ),
    rule(
        "hopelessness",
        "amber",
        r"no (?:veo|tengo|hay|encuentro|me queda) (?:\w{1,8} )?(?:salida|futuro|esperanza|solucion|fuerzas(?: para seguir)?)|sin (?:salida|esperanza|futuro)|(?:ya )?no (?:puedo|aguanto|soporto|doy) (?:\w{1,8} )?(?:mas|seguir|con (?:esto|mi vida|todo))(?: asi)?|no (?:puedo|aguanto) (?:seguir|continuar)(?: asi| viviendo| adelante| mas)?|ya no (?:puedo|aguanto|soporto)(?: mas)?|(?:soy|siento que soy|solo soy|me siento(?: como)?) (?:una|un) (?:carga|estorbo|inutil|fracaso|mierda|peso)(?: para (?:todos|mi familia|mis hijos|los demas))?|nada (?:tiene sentido|va a (?:mejorar|cambiar)|me importa|merece la pena|vale la pena)|"
        r"no valgo (?:nada|para nada)|no sirvo (?:para nada|de nada)|(?:he )?perd(?:i|ido) (?:toda )?(?:la )?esperanza|todo (?:esta perdido|da igual|es inutil|es mi culpa y)|me odio(?: a mi mism[oa])?|odio mi vida|desesperad[oa]",
        "salida|futuro|esperanza|solucion|fuerzas|puedo|aguanto|soporto|doy|carga|estorbo|inutil|fracaso|mierda|peso|nada|valgo|sirvo|perd|odi|desesper|seguir|todo",
        denies=False,
        after=r"esperar (?:a|para)|de (?:la risa|reir|comer|hambre|calor|frio|este calor|la autopista|emergencia)|tarta|comida|dulce|ganas de (?:verte|que llegue|vacaciones)|de incendios|el calor|este calor|este ruido|la musica|ir (?:a|al)|por el|a la hora|de que llegue|la hora",
        sentence=_STORY + r"|vacaciones|calor|el trafico|pasillo|autopista|verano",
    ),
    rule(
        "command_hallucination",
        "red",
        r"(?:voces|voz|demonios?|diablo|dios|satanas) ~5(?:dicen|dice|ordenan?|mandan?|piden?|gritan?|susurran?|obligan?|decian|diciendo\w{0,3}) ~4(?:mate|matar\w{0,3}|muera|morir\w{0,2}|corte|cortar\w{0,2}|tire|tirar\w{0,2}|salte|haga|dano|suicid\w{1,5}|ataque)",
        "voces|voz|demonio|diablo|dios|satan",
        denies=False,
        sentence=_STORY,
    ),
    rule(
        "third_person",
        "amber",
        r"(?:mi|su|un|una|el|la|mis|nuestro|nuestra) (?:\w{1,10} )?(?:hij[oa]s?|espos[oa]|marido|mujer|novi[oa]|amig[oa]s?|herman[oa]s?|madre|padre|mama|papa|prim[oa]|ti[oa]|sobrin[oa]|abuel[oa]|companer[oa]s?|vecin[oa]|pareja|alumn[oa]) ~6(?:(?:quiere|quieren|queria|intento|ha intentado|va a|habla de|piensa en|amenaza con|amenazo con|dice que(?: se)?(?: quiere)?|se quiere|pensando en) ~3(?:morir\w{0,2}|matar\w{0,2}|suicid\w{1,4}|quitarse la vida|no vivir|vivir mas)|(?:se )?(?:corta|autolesiona|suicido|hace dano)|suicida|no quiere vivir)",
        "morir|matar|suicid|vida|vivir|corta|autolesi|dano",
        denies=False,
        after=_IDIOM + r"|el pelo|la carne|el cesped|con (?:nosotros|su|el|ella)|en",
        sentence=_STORY,
    ),
    rule(
        "abuse",
        "amber",
        r"(?:mi (?:marido|esposo|pareja|novio|novia|padre|padrastro|mujer|ex|tio|hermano|hijo)|el|ella) (?:\w{1,8} ){0,2}(?:me (?:pega|pego|golpea|golpeo|viola|violo|maltrata|amenaza|amenazo|estrangulo|obliga|toca|forzo|encierra|abusa|ha pegado|insulta))|me (?:violaron|maltratan|pegan|amenazan de muerte)|(?:violencia|abuso|maltrato) (?:domestic[oa]|de genero|sexual)|(?:toca|pega|maltrata|abusa de) (?:a )?(?:mi|la|el|mis) (?:hij[oa]s?|herman[ao]|nin[oa]s?|bebe)",
        "pega|golpe|viol|maltrat|amenaz|estrangul|oblig|toca|forzo|encierr|abus|insult",
        denies=False,
        sentence=_STORY + r"|formacion|protocolo",
    ),
    rule(
        "harm_to_others",
        "red",
        r"(?:voy a|quiero|tengo ganas de|pienso|pienso en) (?:matar|apunalar|disparar|estrangular|ahogar|hacer dano|envenenar|pegar) (?:a )?(?:mi|el|la|todos|alguien|ese|esa|un|los|mis|ellos)(?: \w{1,10})?",
        "matar|apunal|dispar|estrang|ahogar|dano|envenen|pegar",
        before=r"no|nunca|jamas",
        after=r"(?:si (?:llega|vuelve|no)|jaja\w{0,6}|cuando llegue tarde)",
        sentence=_STORY + r"|jaja\w{0,6}|mosquitos?|arana|tiempo|cucaracha|gusanillo|rato",
    ),
)
