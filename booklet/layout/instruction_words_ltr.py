"""The words of the page of instructions in the languages that run from left to right."""

from booklet.layout.instruction_words import InstructionWords, StepWords

WORDS = {
    "en": InstructionWords(
        title="Print, fold, staple",
        settings=("Actual size, 100 %", "Both sides", "Flip on short edge"),
        one_side="One side only",
        print=StepWords(
            "Print",
            "{sheets}. Choose in the print window:",
            "A sheet lies across. It is turned over its short edge, like the page of a book.",
        ),
        fold=StepWords(
            "Fold",
            "Lay the whole pile down with the cover underneath. Fold it once, edge to edge.",
            "One half of the pile is lifted and laid upon the other. The cover comes up on top.",
        ),
        staple=StepWords(
            "Staple",
            "Open it again, cover up. Two staples, right on the fold, from outside.",
            "The open pile with the cover up. Two staples lie along the fold, one above, one below.",
        ),
        trim=StepWords(
            "Trim",
            "Close it. If pages stick out, cut this edge straight. Never the fold.",
            "The closed booklet. A cutting line runs along the edge that opens, away from the fold.",
        ),
        marks="Close it and cut along the thin marks: three edges, never the fold.",
        poster=StepWords(
            "The poster",
            "{tiles}. Cut each along its marks and glue it on the striped strip of the one before. Begin with {first}.",
            "Tiles in rows. They are laid from {first} along the row, then row by row; "
            "each covers a strip of the one before.",
        ),
    ),
    "fr": InstructionWords(
        title="Imprimer, plier, agrafer",
        settings=("Taille réelle, 100 %", "Recto verso", "Retourner sur le petit côté"),
        one_side="Recto seul",
        print=StepWords(
            "Imprimer",
            "{sheets}. Dans la fenêtre d’impression, choisir :",
            "Une feuille posée en largeur. On la retourne sur son petit côté, comme la page d’un livre.",
        ),
        fold=StepWords(
            "Plier",
            "Poser toute la pile, la couverture dessous. Plier une seule fois, bord à bord.",
            "Une moitié de la pile est soulevée et posée sur l’autre. La couverture vient au-dessus.",
        ),
        staple=StepWords(
            "Agrafer",
            "Rouvrir, la couverture dessus. Deux agrafes, juste sur le pli, de l’extérieur.",
            "La pile ouverte, la couverture dessus. Deux agrafes le long du pli, l’une en haut, l’autre en bas.",
        ),
        trim=StepWords(
            "Couper",
            "Refermer. Si des pages dépassent, couper ce bord bien droit. Jamais le pli.",
            "Le livret fermé. Une ligne de coupe suit le bord qui s’ouvre, loin du pli.",
        ),
        marks="Refermer et couper le long des repères fins : trois bords, jamais le pli.",
        poster=StepWords(
            "L’affiche",
            "{tiles}. Couper chacune à ses repères et la coller sur la bande hachurée de la précédente. "
            "Commencer par {first}.",
            "Des feuilles en rangées. On les pose à partir de {first} le long de la rangée, puis rangée par rangée ; "
            "chacune couvre une bande de la précédente.",
        ),
    ),
    "de": InstructionWords(
        title="Drucken, falten, heften",
        settings=("Tatsächliche Größe, 100 %", "Beidseitig", "Über die kurze Kante wenden"),
        one_side="Einseitig",
        print=StepWords(
            "Drucken",
            "{sheets}. Im Druckfenster wählen:",
            "Ein Blatt liegt quer. Es wird über die kurze Kante gewendet wie die Seite eines Buches.",
        ),
        fold=StepWords(
            "Falten",
            "Den ganzen Stapel mit dem Umschlag nach unten legen. Einmal falten, Kante auf Kante.",
            "Eine Hälfte des Stapels wird gehoben und auf die andere gelegt. Der Umschlag kommt nach oben.",
        ),
        staple=StepWords(
            "Heften",
            "Wieder öffnen, Umschlag nach oben. Zwei Klammern, genau auf den Falz, von außen.",
            "Der offene Stapel mit dem Umschlag oben. Zwei Klammern auf dem Falz, eine oben, eine unten.",
        ),
        trim=StepWords(
            "Schneiden",
            "Schließen. Stehen Seiten vor, diese Kante gerade schneiden. Nie den Falz.",
            "Das geschlossene Heft. Eine Schnittlinie läuft an der offenen Kante, fern vom Falz.",
        ),
        marks="Schließen und an den feinen Marken schneiden: drei Kanten, nie den Falz.",
        poster=StepWords(
            "Das Poster",
            "{tiles}. Jedes an den Marken schneiden und auf den schraffierten Streifen des vorigen kleben. "
            "Mit {first} beginnen.",
            "Blätter in Reihen. Sie werden von {first} an die Reihe entlang gelegt, dann Reihe um Reihe; "
            "jedes deckt einen Streifen des vorigen.",
        ),
    ),
    "es": InstructionWords(
        title="Imprimir, doblar, grapar",
        settings=("Tamaño real, 100 %", "A doble cara", "Girar por el borde corto"),
        one_side="Una sola cara",
        print=StepWords(
            "Imprimir",
            "{sheets}. En la ventana de impresión, elija:",
            "Una hoja apaisada. Se gira por el borde corto, como la página de un libro.",
        ),
        fold=StepWords(
            "Doblar",
            "Ponga todo el montón con la cubierta debajo. Dóblelo una vez, borde con borde.",
            "Media pila se levanta y se pone sobre la otra mitad. La cubierta queda encima.",
        ),
        staple=StepWords(
            "Grapar",
            "Ábralo otra vez, la cubierta arriba. Dos grapas justo en el doblez, por fuera.",
            "La pila abierta con la cubierta arriba. Dos grapas en el doblez, una arriba y otra abajo.",
        ),
        trim=StepWords(
            "Cortar",
            "Ciérrelo. Si sobresalen páginas, corte este borde recto. Nunca el doblez.",
            "El cuadernillo cerrado. Una línea de corte sigue el borde que se abre, lejos del doblez.",
        ),
        marks="Ciérrelo y corte por las marcas finas: tres bordes, nunca el doblez.",
        poster=StepWords(
            "El cartel",
            "{tiles}. Corte cada una por sus marcas y péguela sobre la franja rayada de la anterior. "
            "Empiece por {first}.",
            "Hojas en filas. Se colocan desde {first} a lo largo de la fila y luego fila por fila; "
            "cada una cubre una franja de la anterior.",
        ),
    ),
    "it": InstructionWords(
        title="Stampare, piegare, pinzare",
        settings=("Dimensioni effettive, 100 %", "Fronte e retro", "Capovolgere sul lato corto"),
        one_side="Solo fronte",
        print=StepWords(
            "Stampare",
            "{sheets}. Nella finestra di stampa scegliere:",
            "Un foglio in orizzontale. Si gira sul lato corto, come la pagina di un libro.",
        ),
        fold=StepWords(
            "Piegare",
            "Posare tutta la pila con la copertina sotto. Piegare una volta, bordo su bordo.",
            "Metà della pila si solleva e si posa sull’altra. La copertina viene sopra.",
        ),
        staple=StepWords(
            "Pinzare",
            "Riaprire, copertina in alto. Due punti esattamente sulla piega, da fuori.",
            "La pila aperta con la copertina in alto. Due punti sulla piega, uno sopra e uno sotto.",
        ),
        trim=StepWords(
            "Tagliare",
            "Chiudere. Se sporgono pagine, tagliare diritto questo bordo. Mai la piega.",
            "Il libretto chiuso. Una linea di taglio segue il bordo che si apre, lontano dalla piega.",
        ),
        marks="Chiudere e tagliare lungo i segni sottili: tre bordi, mai la piega.",
        poster=StepWords(
            "Il manifesto",
            "{tiles}. Tagliare ogni foglio ai segni e incollarlo sulla striscia tratteggiata del precedente. "
            "Cominciare da {first}.",
            "Fogli in file. Si posano da {first} lungo la fila, poi fila per fila; "
            "ognuno copre una striscia del precedente.",
        ),
    ),
    "pt": InstructionWords(
        title="Imprimir, dobrar, agrafar",
        settings=("Tamanho real, 100 %", "Frente e verso", "Virar na margem curta"),
        one_side="Só a frente",
        print=StepWords(
            "Imprimir",
            "{sheets}. Na janela de impressão, escolha:",
            "Uma folha deitada. Vira-se pela margem curta, como a página de um livro.",
        ),
        fold=StepWords(
            "Dobrar",
            "Pouse toda a pilha com a capa para baixo. Dobre uma só vez, borda com borda.",
            "Metade da pilha levanta-se e pousa-se sobre a outra. A capa fica em cima.",
        ),
        staple=StepWords(
            "Agrafar",
            "Abra de novo, com a capa para cima. Dois agrafos mesmo na dobra, por fora.",
            "A pilha aberta com a capa para cima. Dois agrafos na dobra, um em cima e outro em baixo.",
        ),
        trim=StepWords(
            "Aparar",
            "Feche. Se houver páginas salientes, corte esta borda a direito. Nunca a dobra.",
            "O caderno fechado. Uma linha de corte segue a borda que se abre, longe da dobra.",
        ),
        marks="Feche e corte pelas marcas finas: três bordas, nunca a dobra.",
        poster=StepWords(
            "O cartaz",
            "{tiles}. Corte cada uma pelas marcas e cole-a na faixa tracejada da anterior. Comece por {first}.",
            "Folhas em filas. Põem-se a partir de {first} ao longo da fila, depois fila a fila; "
            "cada uma cobre uma faixa da anterior.",
        ),
    ),
    "lad": InstructionWords(
        title="Imprimir, dovlar, grapar",
        settings=("Boy verdadero, 100 %", "De los dos lados", "Aboltar por el lado kurto"),
        one_side="De un lado solo",
        print=StepWords(
            "Imprimir",
            "{sheets}. En la ventana de imprimir, eskojed:",
            "Una oja echada de largo. Se abolta por su lado kurto, komo la oja de un livro.",
        ),
        fold=StepWords(
            "Dovlar",
            "Meted todas las ojas kon la kuvierta abasho. Dovlad una vez, bodre kon bodre.",
            "La mitad de las ojas se alevanta i se mete enriva de la otra. La kuvierta sale enriva.",
        ),
        staple=StepWords(
            "Grapar",
            "Avrid de muevo, la kuvierta enriva. Dos grapas djusto en la dovladura, de afuera.",
            "Las ojas aviertas kon la kuvierta enriva. Dos grapas en la dovladura, una enriva i una abasho.",
        ),
        trim=StepWords(
            "Kortar",
            "Serrad. Si salen ojas afuera, kortad este bodre derecho. Nunka la dovladura.",
            "El livriko serrado. La linya de kortar va por el bodre ke se avre, leshos de la dovladura.",
        ),
        marks="Serrad i kortad por las sinyales finas: tres bodres, nunka la dovladura.",
        poster=StepWords(
            "El afishe",
            "{tiles}. Kortad kada uno por sus sinyales i apegadlo enriva de la tira rayada del de antes. "
            "Empesad kon {first}.",
            "Folyos en renglones. Se meten de {first} a lo largo del renglon, i despues renglon por renglon; "
            "kada uno kuvre una tira del de antes.",
        ),
    ),
}
