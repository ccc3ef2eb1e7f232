"""Wording rules: all of it in Spanish, for people who write in their first language (accents are gone by then)."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

SPANISH: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        (
            (
                "(?:me )?quiero (?:morir(?:me)?|matar(?:me)?|suicidar(?:me)?|dejar de vivir|"
                "desaparecer de este mundo|acabar con (?:todo|mi vida)|quitarme la vida|estar muert[oa])"
            ),
            (
                "(?:quisiera|deseo|ganas de|prefiero|preferiria|necesito|"
                r"queria) (?:\w{1,8} )?(?:morir(?:me)?|matarme|suicidarme|estar muert[oa]|quitarme la vida|"
                "no vivir|no existir)"
            ),
            (
                "no quiero (?:seguir )?(?:vivir|viviendo|existir|estar viv[oa]|seguir con (?:mi|esta) vida|"
                "seguir aqui|vivir mas)(?: mas)?"
            ),
            "ya no quiero (?:vivir|estar aqui|existir|seguir|nada)",
            (
                "(?:pienso|pensando|pensar|pensado|pense|pensamientos?|ideas?|idea|obsesionad[oa]|imagino|"
                "imaginando) (?:mucho |todo el tiempo |constantemente |siempre |a veces ){0,2}(?:en|de|"
                r"con)? ?(?:el )?(?:suicid\w{1,8}|matarme|morirme|quitarme la vida|mi (?:propia )?muerte|"
                "acabar con (?:mi vida|todo)|hacerme dano|la muerte|tirarme|cortarme)"
            ),
            r"quitar(?:me)? la vida|no quiero (?:\w{1,8} ){0,2}(?:viv[oa]|vivir|existir)",
            "me tiro (?:al|del|por|a las)|suicidi[oa]s?|suicidas?|suicidar(?:me|se)?|suicidarse",
            "quitarme la vida|acabar con (?:mi vida|todo esto|mi existencia|mi sufrimiento)",
            "terminar con (?:mi vida|todo esto|todo)|matarme|(?:me )?mataria",
            "mejor (?:me mato|muert[oa]|estar muert[oa]|morir)|ahorcarme|colgarme|cortarme las venas",
            "pegarme un tiro",
            (
                "tirarme (?:al tren|del puente|por (?:la|el) (?:ventana|balcon)|desde|de un|a las vias|"
                "al metro|por el puente)"
            ),
            "saltar (?:del puente|por (?:la|el) (?:ventana|balcon)|desde|al vacio|de un puente)",
            "envenenarme|desvivirme|dispararme",
        ),
        (
            "acabar con |ahorcarme|colgarme|cortarme las venas|desaparecer de este mundo|deseo|"
            "dispararme|envenenarme|estar muert|existir|ganas de|idea|imaginando|imagino|matar|me tiro |"
            "mejor |morir|necesito|obsesionad|pegarme un tiro|pensado|pensamiento|pensando|pensar|pense|"
            "pienso|preferiria|prefiero|queria|quisiera|quitar|saltar |seguir aqui|seguir con |suicida|"
            "suicidi|terminar con |tirarme |viv|ya no quiero "
        ),
        own=True,
        before="<NEGADO>",
        after=(
            "<MODISMO>|en (?:la playa|madrid|paris|esta ciudad|el centro|con mis padres|casa de)|"
            "con (?:mis padres|el|ella|mi suegra)|sin (?:ver|conocer|viajar)|lejos|sol[oa] en|a trabajar|"
            "trabajando|estudiando|en el gimnasio"
        ),
        sentence="<CUENTO>|<PASADO>|escuadron|se me paso|ya no pienso",
    ),
    rule(
        "active_intent",
        "red",
        (
            (
                "(?:me )?voy a (?:matar(?:me)?|suicidar(?:me)?|morir(?:me)? (?:esta noche|hoy|manana)|"
                "quitarme la vida|acabar con (?:todo|mi vida)|tirarme|saltar (?:del|desde|al)|ahorcarme|"
                "cortarme|hacerlo (?:esta noche|hoy|manana)|terminar con (?:todo|mi vida)|tomarme (?:todas|"
                "todo|las)|colgarme|pegarme un tiro)"
            ),
            "me (?:mato|suicido|voy a matar|ahorco)(?: esta noche| hoy| manana| ya)?",
            (
                "tengo (?:las|unas|muchas|todas las) (?:pastillas|pildoras) (?:listas|preparadas|guardadas|"
                "en la mano|aqui)"
            ),
            (
                "(?:tomarme|tomare|tomar|tragarme|tragar|me tomo|me trago) (?:todas |todo )?(?:las|"
                "el (?:frasco|bote) de|un (?:frasco|bote) de|muchas) (?:pastillas|pildoras)(?: de golpe|"
                " a la vez| esta noche)?"
            ),
            "me las voy a tomar todas",
            (
                r"(?:manana|hoy|esta noche|luego|despues) (?:\w{1,9} ){0,4}(?:me tiro|me mato|me ahorco|"
                "me cuelgo|acabo con todo|voy a acabar con todo)"
            ),
            "voy a acabar con todo",
            "voy a (?:ahorcar|colgar|suicidar|tirar)(?:me)?(?= |$)(?! (?:el|la|los|un|una) )",
            "voy a tirar(?:me)? (?:por|al|del|desde|a las)",
            ("(?:tengo|compre|he comprado) (?:una|la) (?:cuerda|soga|pistola|navaja)(?: lista| preparada| para)?"),
            "esta noche (?:me mato|acabo con todo|lo hago|termino con todo|es la ultima|me muero)",
            "manana (?:ya no (?:estare|voy a estar)|no estare)",
            "ya no (?:estare|voy a estar) (?:aqui|manana|mas)",
            ("(?:he decidido|decidi|ya decidi) (?:morir|matarme|suicidarme|quitarme la vida|acabar con todo)"),
            r"cuantas (?:pastillas|pildoras) ~6(?:morir|matar\w{0,3}|sobredosis)|dosis (?:letal|mortal)",
            (
                r"(?:forma|manera|modo) (?:mas )?(?:rapida|indolora|facil|segura) (?:y \w{1,9} )?de (?:morir|"
                r"suicid\w{1,4}|matarme)"
            ),
            "como (?:suicidarme|matarme|ahorcarme|morir sin dolor)",
            "planeando (?:mi (?:muerte|suicidio)|suicidarme|matarme)",
        ),
        (
            "acabo con todo|ahorcar|ahorco|aqui|colgar|como |cuantas p|cuerda|decidi|dosis |en la mano|"
            "esta noche |forma|guardadas|listas|manana |manera|mato|me cuelgo|me tiro|me tomo|me trago|"
            "modo|navaja|pistola|planeando |preparadas|soga|suicidar|suicido|tirar|tomar|tragar|voy a |"
            "ya no "
        ),
        own=True,
        before=("nunca|jamas|mi (?:jefe|madre|padre|mama|papa|mujer|marido|hermana|hermano|jefa|novia|novio)|ella|el"),
        after=(
            "<MODISMO>|la sed|el hambre|el tiempo|la tarde|a (?:trabajar|estudiar)|en el (?:examen|trabajo)|trabajando"
        ),
        sentence="<CUENTO>|<PASADO>",
    ),
    rule(
        "recent_attempt",
        "red",
        (
            (
                "(?:anoche|ayer|hoy|esta (?:manana|noche|semana|tarde)|el (?:lunes|martes|miercoles|jueves|"
                "viernes|sabado|domingo)|hace (?:un|dos|tres|unos|pocos|unas) (?:dias?|horas|semanas?)|"
                "la semana pasada|el mes pasado) ~4(?:me (?:tome|trague) ~3(?:pastillas|pildoras)|"
                "intente (?:suicidarme|matarme|quitarme la vida|ahorcarme|morir)|trate de (?:matarme|"
                "suicidarme|quitarme la vida)|me (?:corte|tome|tomo|hice dano|queme|trague|autolesione)|"
                r"tome (?:muchas|todas|un (?:frasco|bote))|quise (?:matarme|morir\w{0,2}|suicidarme))"
            ),
            ("(?:intente|trate de|he intentado|casi) (?:suicidarme|matarme|quitarme la vida|ahorcarme|me mato)"),
            (
                "me (?:corte|he cortado|queme|quemo|corto|hice dano|hago dano|"
                r"autolesion\w{1,4}) ?(?:los brazos|las venas|las munecas|las piernas|otra vez|de nuevo|"
                "los muslos|a mi mism[oa]|ayer|anoche|esta manana|a proposito)?"
            ),
            (
                "(?:me )?(?:tome|he tomado|trague) (?:todas las|muchas|un (?:frasco|bote) de|"
                "demasiadas) (?:pastillas|pildoras)(?: anoche| ayer)?"
            ),
            r"sobredosis|autolesion\w{0,4}|(?:hacerme|hacerse) dano|lastimarme|cortarme",
        ),
        (
            "ahorcarme|astillas|autolesion|cortarme|corte|corto|hacer|hago dano|he cortado|he tomado|"
            "hice dano|ildoras|intente |lastimarme|matarme|me mato|queme|quemo|quise |quitarme la vida|"
            "sobredosis|suicidarme|tome|tomo|trague|trate de "
        ),
        own=True,
        before="<NEGADO>",
        after=(
            "(?:el pelo|las unas|el flequillo|afeitandome|cocinando|con (?:el papel|un papel|"
            "el cuchillo (?:cortando|cocinando|de cocina))|pelando|picando|con el horno|"
            "con (?:la )?(?:plancha|sarten)|en la (?:cocina|playa)|la lengua|al sol|un (?:trozo|poco))|"
            "jugando|en el gimnasio|haciendo deporte"
        ),
        sentence=(
            r"<CUENTO>|<PASADO>|cebollas?|cocinando|afeit\w{1,6}|sin querer|por accidente|fregando|"
            "la rodilla|el horno"
        ),
    ),
    rule(
        "past_resolved",
        "blue",
        (
            "me (?:cortaba|autolesionaba|hacia dano)",
            (
                "(?:intente|trate de|pense en|pensaba en|queria|quise|pensamientos|me corte|me cortaba|"
                r"tuve) ~3(?:suicid\w{1,6}|matarme|morir\w{0,2}|quitarme la vida|autolesi\w{1,6}|cortarme|"
                "los brazos|hacerme dano|desaparecer|suicidas)"
            ),
        ),
        (
            "autolesionaba|cortaba|hacia dano|intente|me corte|pensaba en|pensamientos|pense en|queria|"
            "quise|trate de|tuve"
        ),
        before="<NEGADO>",
        after="<MODISMO>",
        sentence="<CUENTO>",
    ),
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:ojala|quisiera|quiero|desearia|espero|deseo|me gustaria|prefiero|rezo para|"
                r"pido a dios) ~6(?:no (?:me )?(?:despert\w{1,5}|hubiera nacido|haber nacido|estar (?:aqui|"
                "viv[oa])|existir|despertar(?:me)?)|(?:nunca|no) haber nacido|dormir (?:y no despertar|"
                "para siempre)|desaparecer|estuviera muert[oa]|me muriera|morirme durmiendo|"
                r"me atropell\w{1,4}|(?:dios )?me (?:lleve|llevara)|dejar de existir|que todo (?:acabe|"
                "termine|se acabe)|esfumarme)"
            ),
            (
                r"(?:estarian|estaria|estara|estaran|seria|serian|viviria\w?) (?:\w{1,9} )?(?:mejor|"
                "mas felices|mas feliz|aliviad[oa]s) sin mi"
            ),
            "mejor sin mi|nadie me (?:echaria|echaria de menos|extranaria|va a extranar|necesita|quiere)",
            "no (?:deberia|tendria que) (?:haber nacido|estar viv[oa]|existir)",
            "no (?:vale|merece) la pena (?:vivir|seguir|mi vida|esta vida)",
            "(?:la|mi|esta) vida no (?:vale|merece|tiene sentido)",
            (
                "(?:no tengo|sin|no hay|no encuentro|no veo|ninguna) (?:ningun[oa]? )?(?:razon(?:es)?|"
                "motivos?|ganas|sentido) (?:para|de|a|por) (?:la cual )?(?:vivir|seguir|levantarme|la vida|"
                "existir|mi vida|seguir viviendo)"
            ),
            "cansad[oa] de (?:vivir|la vida|existir|esta vida)",
            "hart[oa] de (?:vivir|la vida|existir|esta vida)",
            r"no me importaria (?:morir\w{0,2}|que me \w{1,10}|no despertar|si \w{1,6} muero)",
            "no despertar (?:manana|nunca|mas|jamas)|no (?:me )?despertar(?:a|me) (?:manana|nunca|mas)",
            "quedarme dormid[oa] para siempre|dormir para siempre",
            r"me da igual (?:morir\w{0,2}|vivir|estar viv[oa])|no merezco vivir|merezco morir",
            "irme con (?:mi (?:madre|padre|abuela|abuelo|hijo|mama|papa)|dios) al cielo|reunirme con mi",
        ),
        (
            " la pena | sin mi| vida no |cansad|deberia|desaparecer|despert|dormir |esfumarme|estar |"
            "estuviera muert|existir|haber nacido|hart|hubiera nacido|irme con |la vida|levantarme|"
            "me atropell|me da igual |me llev|me muriera|merezco morir|mi vida|morirme durmiendo|"
            "nadie me |no me importaria |que todo |quedarme dormid|seguir|tendria que|vivir"
        ),
        denies=False,
        after=(
            r"(?:a |en |de |tarde|temprano|con |por )(?!mi vida|este mundo|la vida)\w{0,12}|trabajar|"
            "unos dias|de vacaciones"
        ),
        sentence="<CUENTO>|bebe|vacaciones|playa|el equipo|la fiesta",
    ),
    rule(
        "preparation",
        "red",
        (
            (
                "(?:escribi|escribo|escribiendo|he escrito|deje|dejo|estoy escribiendo|"
                "escribir) (?:ya )?(?:una |la |mi |unas |mis )?(?:cartas?|notas?) (?:de (?:despedida|"
                "suicidio|adios)|a mis hijos (?:para|por si)|para (?:cuando (?:no este|me vaya|ya no)|"
                "despues))"
            ),
            "(?:carta|nota) (?:de )?(?:despedida|suicidio)",
            (
                "(?:me despedi|me estoy despidiendo|despedirme|me he despedido) (?:de|por) (?:todos|"
                "mi familia|ultima vez|mis hijos|mis amigos|la vida)"
            ),
            (
                r"(?:he )?(?:regal\w{1,4}|regalado) (?:todas )?(?:mis|todo) ~6(?:ya no|no (?:los|las|"
                r"lo) (?:necesit\w{1,3}|voy))"
            ),
            "(?:dejado|deje|dejo|dejar) todo (?:arreglado|listo|preparado|en orden)",
            "guard(?:o|ando|ado|e|aba) (?:las )?(?:pastillas|pildoras|medicinas|medicamentos)",
            "adios (?:a todos|mundo|para siempre|mundo cruel)|este es mi (?:ultimo|mensaje final)",
            "(?:mi|el) ultimo (?:mensaje|dia|adios)(?: (?:en la tierra|de mi vida|con vida))?",
            "cuando (?:lean|leas|leais) esto|perdon(?:enme|adme|ame) (?:por (?:lo que|todo)|a todos|pero)",
        ),
        (
            " todo | ultimo |adios |carta|cuando lea|despedirme|este es mi |guard|me despedi|"
            "me estoy despidiendo|me he despedido|nota|perdon|regal"
        ),
        sentence="<CUENTO>|jubilacion|viaje|trabajo nuevo|colegio|curso|companer[oa]|farmacia|botiquin|armario",
    ),
    rule(
        "hopelessness",
        "amber",
        (
            (
                r"no (?:veo|tengo|hay|encuentro|me queda) (?:\w{1,8} )?(?:salida|futuro|esperanza|solucion|"
                "fuerzas(?: para seguir)?)"
            ),
            "sin (?:salida|esperanza|futuro)",
            (
                r"(?:ya )?no (?:puedo|aguanto|soporto|doy) (?:\w{1,8} )?(?:mas|seguir|con (?:esto|mi vida|"
                "todo))(?: asi)?"
            ),
            "no (?:puedo|aguanto) (?:seguir|continuar)(?: asi| viviendo| adelante| mas)?",
            "ya no (?:puedo|aguanto|soporto)(?: mas)?",
            (
                "(?:soy|siento que soy|solo soy|me siento(?: como)?) (?:una|un) (?:carga|estorbo|inutil|"
                "fracaso|mierda|peso)(?: para (?:todos|mi familia|mis hijos|los demas))?"
            ),
            "nada (?:tiene sentido|va a (?:mejorar|cambiar)|me importa|merece la pena|vale la pena)",
            "no valgo (?:nada|para nada)|no sirvo (?:para nada|de nada)",
            "(?:he )?perd(?:i|ido) (?:toda )?(?:la )?esperanza",
            "todo (?:esta perdido|da igual|es inutil|es mi culpa y)|me odio(?: a mi mism[oa])?",
            "odio mi vida|desesperad[oa]",
        ),
        (
            "aguanto|carga|continuar|desesperad|doy|esperanza|estorbo|fracaso|fuerzas|futuro|inutil|"
            "me odio|mierda|nada |no sirvo |no valgo |odio mi vida|perdi|peso|puedo|salida|seguir|sin |"
            "solucion|soporto|todo |ya no "
        ),
        denies=False,
        after=(
            "esperar (?:a|para)|de (?:la risa|reir|comer|hambre|calor|frio|este calor|la autopista|"
            "emergencia)|tarta|comida|dulce|ganas de (?:verte|que llegue|vacaciones)|de incendios|"
            "el calor|este calor|este ruido|la musica|ir (?:a|al)|por el|a la hora|de que llegue|la hora"
        ),
        sentence="<CUENTO>|vacaciones|calor|el trafico|pasillo|autopista|verano",
    ),
    rule(
        "command_hallucination",
        "red",
        (
            "(?:voces|voz|demonios?|diablo|dios|satanas) ~5(?:dicen|dice|ordenan?|mandan?|piden?|gritan?|"
            r"susurran?|obligan?|decian|diciendo\w{0,3}) ~4(?:mate|matar\w{0,3}|muera|morir\w{0,2}|corte|"
            r"cortar\w{0,2}|tire|tirar\w{0,2}|salte|haga|dano|suicid\w{1,5}|ataque)"
        ),
        "demonio|diablo|dios|satanas|voces|voz",
        denies=False,
        sentence="<CUENTO>",
    ),
    rule(
        "third_person",
        "amber",
        (
            r"(?:mi|su|un|una|el|la|mis|nuestro|nuestra) (?:\w{1,10} )?(?:hij[oa]s?|espos[oa]|marido|"
            "mujer|novi[oa]|amig[oa]s?|herman[oa]s?|madre|padre|mama|papa|prim[oa]|ti[oa]|sobrin[oa]|"
            "abuel[oa]|companer[oa]s?|vecin[oa]|pareja|alumn[oa]) ~6(?:(?:quiere|quieren|queria|intento|"
            "ha intentado|va a|habla de|piensa en|amenaza con|amenazo con|dice que(?: se)?(?: quiere)?|"
            r"se quiere|pensando en) ~3(?:morir\w{0,2}|matar\w{0,2}|suicid\w{1,4}|quitarse la vida|"
            "no vivir|vivir mas)|(?:se )?(?:corta|autolesiona|suicido|hace dano)|suicida|no quiere vivir)"
        ),
        (
            "amenaza con|amenazo con|autolesiona|corta|dice que|ha intentado|habla de|hace dano|intento|"
            "pensando en|piensa en|queria|quiere|suicida|suicido|va a"
        ),
        denies=False,
        after="<MODISMO>|el pelo|la carne|el cesped|con (?:nosotros|su|el|ella)|en",
        sentence="<CUENTO>",
    ),
    rule(
        "abuse",
        "amber",
        (
            (
                "(?:mi (?:marido|esposo|pareja|novio|novia|padre|padrastro|mujer|ex|tio|hermano|hijo)|el|"
                r"ella) (?:\w{1,8} ){0,2}(?:me (?:pega|pego|golpea|golpeo|viola|violo|maltrata|amenaza|"
                "amenazo|estrangulo|obliga|toca|forzo|encierra|abusa|ha pegado|insulta))"
            ),
            "me (?:violaron|maltratan|pegan|amenazan de muerte)",
            "(?:violencia|abuso|maltrato) (?:domestic[oa]|de genero|sexual)",
            ("(?:toca|pega|maltrata|abusa de) (?:a )?(?:mi|la|el|mis) (?:hij[oa]s?|herman[ao]|nin[oa]s?|bebe)"),
        ),
        (
            "abusa|abuso|amenaza|amenazo|encierra|estrangulo|forzo|golpea|golpeo|insulta|maltrata|"
            "maltrato|obliga|pega|pego|toca|viola|violencia|violo"
        ),
        denies=False,
        sentence="<CUENTO>|formacion|protocolo",
    ),
    rule(
        "harm_to_others",
        "red",
        (
            "(?:voy a|quiero|tengo ganas de|pienso|pienso en) (?:matar|apunalar|disparar|estrangular|"
            "ahogar|hacer dano|envenenar|pegar) (?:a )?(?:mi|el|la|todos|alguien|ese|esa|un|los|mis|"
            r"ellos)(?: \w{1,10})?"
        ),
        "ahogar|apunalar|disparar|envenenar|estrangular|hacer dano|matar|pegar",
        before="no|nunca|jamas",
        after=r"(?:si (?:llega|vuelve|no)|jaja\w{0,6}|cuando llegue tarde)",
        sentence=r"<CUENTO>|jaja\w{0,6}|mosquitos?|arana|tiempo|cucaracha|gusanillo|rato",
    ),
)
