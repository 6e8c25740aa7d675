"""The words that a made-up world is named with, each in English and French."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """The same in English and in French."""

    en: str
    fr: str


def _pairs(text: str) -> tuple[Pair, ...]:
    lines = (line.split(" | ") for line in text.strip().splitlines())
    return tuple(Pair(en.strip(), fr.strip()) for en, fr in lines)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SYLLABLES = (
    _words(
        "Ald Bren Cal Dor Est Fal Gar Hol Ist Jor Kel Lun Mar Nor Ost Pel Quen Ros Sel Tor Ul Vel "
        "Wes Yar Zel"
    ),
    _words("a e i o u"),
    _words("mar nia don berg ville stad land ford grad ria"),
)
GIVEN_NAMES = _words("Adaline Bertrande Corvin Delphin Eskil Florian Gislain Hedvig Ismene Jorun")
OTHER_PUBLISHERS = _words("Courier Herald Gazette Tribune Observer Monitor Bulletin Review")

TOPICS = _pairs("""
Social Cohesion | la cohésion sociale
Youth Work | le travail auprès des jeunes
Community Safety | la sécurité des collectivités
Digital Literacy | la littératie numérique
Dialogue | le dialogue
Prevention | la prévention
Reintegration | la réinsertion
Education | l'éducation
Family Support | le soutien aux familles
Resilience | la résilience
Local Cooperation | la coopération locale
Mental Health | la santé mentale
""")

# How a thing of each class is called; "{topic}, {place}" follows.
CALLED = {
    "Organisation": Pair("Centre for", "Centre pour"),
    "Network": Pair("Network for", "Réseau pour"),
    "Forum": Pair("Forum for", "Forum pour"),
    "WorkingGroup": Pair("Working Group on", "Groupe de travail sur"),
    "Programme": Pair("Programme for", "Programme pour"),
    "Project": Pair("Project for", "Projet pour"),
    "Fund": Pair("Fund for", "Fonds pour"),
    "Strategy": Pair("Strategy for", "Stratégie pour"),
    "Law": Pair("Act on", "Loi sur"),
    "Method": Pair("Method for", "Méthode pour"),
    "Tool": Pair("Tool for", "Outil pour"),
    "Training": Pair("Training in", "Formation sur"),
    "Campaign": Pair("Campaign for", "Campagne pour"),
    "Commitment": Pair("Promise to advance", "Promesse de soutenir"),
    "Event": Pair("Conference on", "Conférence sur"),
    "Report": Pair("Report on", "Rapport sur"),
    "Disagreement": Pair("Start of work on", "Début des travaux sur"),
}

PHENOMENA = (
    _pairs("""
extremism | extrémisme
radicalization | radicalisation
recruitment | recrutement
propaganda | propagande
financing | financement
"""),
    _pairs("""
online | en ligne
in prisons | en prison
among young people | chez les jeunes
by lone actors | par des acteurs isolés
with an ideological motive | à motivation idéologique
with a religious motive | à motivation religieuse
over a single issue | à cause unique
across borders | par-delà les frontières
"""),
)
PRACTICES = (
    _pairs("""
mentoring | mentorat
training | formation
dialogue | dialogue
counselling | accompagnement
evaluation | évaluation
"""),
    _pairs("""
for teachers | pour les enseignants
for police officers | pour les policiers
for families | pour les familles
for social workers | pour les travailleurs sociaux
for prison staff | pour le personnel pénitentiaire
for local authorities | pour les autorités locales
for young people | pour les jeunes
for returnees | pour les personnes de retour
"""),
)

ROLES = _pairs("""
Minister | Ministre
Director | Directeur
Chair of the board | Président du conseil
Parliamentary secretary | Secrétaire parlementaire
Named delegate | Délégué désigné
""")
NOTES = _pairs("""
As quoted by another body. | Cité par un autre organisme.
The page gives no date. | La page ne donne pas de date.
The amount is rounded. | Le montant est arrondi.
Named among several partners. | Nommé parmi plusieurs partenaires.
""")

# Words of anchors, which are quotations of a source in its language.
QUOTED = {
    "en": _words(
        "community partners support local work with young people and families across the region "
        "through new funding for training mentoring and research that helps practitioners share "
        "what they learn about prevention of violence in schools prisons and online spaces"
    ),
    "fr": _words(
        "les partenaires locaux soutiennent le travail auprès des jeunes et des familles dans "
        "toute la région grâce à un nouveau financement pour la formation et la recherche qui aide "
        "les praticiens à partager leurs acquis sur la prévention de la violence"
    ),
}
