"""What traits of a network do to more than one measure, said once."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

ISOLATES_ARE_ZERO = Bilingual(
    "An actor without a tie has 0, and stays among those compared.",
    "Un acteur sans lien a 0 et reste parmi ceux que l'on compare.",
)
ISOLATES_HAVE_NONE = Bilingual(
    "An actor without a tie has no value.",
    "Un acteur sans lien n'a pas de valeur.",
)
ISOLATES_DO_NOT_COUNT = Bilingual(
    "Actors without a tie do not count.",
    "Les acteurs sans lien ne comptent pas.",
)
DIRECTION_DROPPED = Bilingual(
    "Direction is left out: two actors are tied if an edge runs either way.",
    "Le sens est ignoré\u00a0: deux acteurs sont liés dès qu'un lien va de l'un à l'autre.",
)
WEIGHTS_IGNORED = Bilingual(
    "Weights are not used: every tie counts the same.",
    "Les poids ne servent pas\u00a0: tous les liens comptent autant.",
)
WEIGHTS_USED = Bilingual(
    "Weights count: those of parallel edges are added, and an edge without weight counts as 1, so an"
    " amount of money outweighs edges whose amount no source gives.",
    "Les poids comptent\u00a0: ceux des liens parallèles s'additionnent et un lien sans poids compte"
    " pour 1, si bien qu'une somme d'argent l'emporte sur les liens dont aucune source ne donne le"
    " montant.",
)
TIMES_TOGETHER = Bilingual(
    "Edges of all times in the network count together, undated ones too: take a day or a period of"
    " it to speak of one.",
    "Les liens de toutes les époques du réseau comptent ensemble, même sans date\u00a0: pour parler"
    " d'une époque, il faut restreindre le réseau à un jour ou à une période.",
)
PATHS_ACROSS_TIMES = Bilingual(
    "A path may run over edges that never held at the same time, undated ones too: take a day or a"
    " period of the network to exclude it.",
    "Un chemin peut passer par des liens qui n'ont jamais valu en même temps, même sans date\u00a0:"
    " pour l'exclure, il faut restreindre le réseau à un jour ou à une période.",
)
FEWER_THAN_THERE_ARE = Bilingual(
    "Only what public sources say and the graph has read counts: an actor that publishes much has"
    " more ties, and a low value may be a gap in the sources.",
    "Seul compte ce que disent les sources publiques et que le graphe a lu\u00a0: un acteur qui"
    " publie beaucoup a plus de liens, et une valeur faible peut être une lacune des sources.",
)
ONE_EDGE_DECIDES = Bilingual(
    "One missing edge can make or unmake a bridge: look at the sources of the ties of those on top.",
    "Un seul lien manquant peut faire ou défaire un pont\u00a0: il faut regarder les sources des"
    " liens des premiers.",
)
MISSING_TIES_OPEN_HOLES = Bilingual(
    "Ties between an actor's contacts that no source states look like a gap that it fills.",
    "Les liens entre ses contacts qu'aucune source n'énonce passent pour un vide que l'acteur comble.",
)
WELL_READ_CORNERS = Bilingual(
    "Corners of the field that were read closely stand out: compare with what is covered before"
    " speaking of the field.",
    "Les coins du domaine lus de près ressortent\u00a0: il faut comparer avec ce qui est couvert avant"
    " de parler du domaine.",
)
