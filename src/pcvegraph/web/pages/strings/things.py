"""The words of the pages for a thing: entity, relation, evidence, source."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "addressed-by": Bilingual("Who deals with it", "Qui s'en occupe"),
    "as-of": Bilingual("as of {date}", "en date de {date}"),
    "as-of-day": Bilingual("as of {date}", "en date du {date}"),
    "citation": Bilingual("To cite this page", "Pour citer cette page"),
    "citation-source": Bilingual("To cite this document", "Pour citer ce document"),
    "cite-page": Bilingual(
        "“{title}”, pcvegraph, version {version}, {address}. Licence: CC BY 4.0.",
        "«\u00a0{title}\u00a0», pcvegraph, version {version}, {address}. Licence\u00a0: CC BY 4.0.",
    ),
    "cite-title": Bilingual("“{title}”.", "«\u00a0{title}\u00a0»."),
    "claimed": Bilingual("What sources disagree on", "Ce sur quoi les sources divergent"),
    "companions": Bilingual("What goes with it", "Ce qui l'accompagne"),
    "companions-count": Bilingual(
        "Number of actors and initiatives that have to do with both",
        "Nombre d'acteurs et d'initiatives qui ont affaire aux deux",
    ),
    "concept-here": Bilingual("this page", "cette page"),
    "copies": Bilingual("Copies of it", "Ses copies"),
    "copy-identifier": Bilingual("Copy the identifier", "Copier l'identifiant"),
    "copy-name": Bilingual("Copy the name", "Copier le nom"),
    "facts-rest-on": Bilingual(
        "These facts rest on the sources listed for the whole",
        "Ces renseignements reposent sur les sources citées pour l'ensemble",
    ),
    "identifier": Bilingual("Identifier", "Identifiant"),
    "incoming": Bilingual("From the other end", "Vu de l'autre bout"),
    "inside": Bilingual("What is in this country", "Ce qui se trouve dans ce pays"),
    "leadership": Bilingual("Leadership over time", "La direction au fil du temps"),
    "life": Bilingual("When", "Quand"),
    "link-record": Bilingual("who says that these match", "qui dit que c'est la même chose"),
    "mark": Bilingual("Source {number}", "Source {number}"),
    "mention-classification": Bilingual("Things of this kind", "Choses de cette nature"),
    "mention-part": Bilingual("Contains", "Contient"),
    "mention-place": Bilingual("Place of", "Lieu de"),
    "mention-publisher": Bilingual("Publisher of", "A publié"),
    "mention-replaced": Bilingual("Earlier identifiers", "Identifiants antérieurs"),
    "mention-source": Bilingual("Facts on", "Renseignements sur"),
    "mention-subject": Bilingual("Subject of", "Sujet de"),
    "mention-through": Bilingual("Through it went", "Par son entremise"),
    "mentions": Bilingual("Mentioned elsewhere", "Mentionné ailleurs"),
    "more-of": Bilingual("{count} more", "Encore {count}"),
    "no-date": Bilingual("Without a date", "Sans date"),
    "no-dates": Bilingual("The sources give no dates.", "Les sources ne donnent pas de dates."),
    "no-statement": Bilingual(
        "The graph states no relation of it yet.",
        "Le graphe n'énonce encore aucune relation à son sujet.",
    ),
    "of-the-event": Bilingual("date of the event: {date}", "date de l'évènement\u00a0: {date}"),
    "open-source": Bilingual("Open the source", "Ouvrir la source"),
    "open-words": Bilingual(
        "Open the source at these words", "Ouvrir la source à l'endroit de ces mots"
    ),
    "our-translation": Bilingual("our translation", "notre traduction"),
    "permalink": Bilingual("Address of this statement", "Adresse de cet énoncé"),
    "promise": Bilingual("The promise and its verdicts", "La promesse et ses verdicts"),
    "promise-cites": Bilingual("What it cites", "Ce qu'il cite"),
    "promise-date": Bilingual("Date", "Date"),
    "promise-evaluator": Bilingual("Who judged", "Qui a jugé"),
    "promise-verdict": Bilingual("Verdict", "Verdict"),
    "query-behind": Bilingual("The query behind this page", "La requête derrière cette page"),
    "registers": Bilingual("In other registers", "Dans d'autres répertoires"),
    "related": Bilingual("Other statements between the two", "Autres énoncés entre les deux mêmes"),
    "retired": Bilingual(
        "This identifier is retired: nothing new is said under it.",
        "Cet identifiant est retiré\u00a0: plus rien de nouveau n'est dit sous ce nom.",
    ),
    "sources-here": Bilingual("Sources of this page", "Sources de cette page"),
    "stated-by": Bilingual("On whose word", "Selon quelle source"),
    "stated-in": Bilingual("Stated in the graph", "Énoncé dans le graphe"),
    "statements": Bilingual("What rests on these words", "Ce qui repose sur ces mots"),
    "statements-source": Bilingual("What this source says", "Ce que dit cette source"),
    "sums-amounts": Bilingual("Amounts added", "Montants additionnés"),
    "sums-currency": Bilingual("Currency", "Monnaie"),
    "sums-given": Bilingual(
        "Grants and contributions given, added up",
        "Subventions et contributions versées, additionnées",
    ),
    "sums-kind": Bilingual(
        "{count} of another kind: a budget, a pledge, a total, or money of an unknown kind",
        "{count} d'une autre nature\u00a0: budget, promesse, total ou argent de nature inconnue",
    ),
    "sums-left-out": Bilingual("Left out", "Laissés de côté"),
    "sums-loose": Bilingual("Not exact", "Non exacts"),
    "sums-none": Bilingual("{count} without an amount", "{count} sans montant"),
    "sums-nothing": Bilingual(
        "No amount here may be added up.", "Aucun montant ne peut être additionné ici."
    ),
    "sums-received": Bilingual(
        "Grants and contributions received, added up",
        "Subventions et contributions reçues, additionnées",
    ),
    "sums-same": Bilingual(
        "{count} of money that is counted under another funder",
        "{count} dont l'argent est compté chez un autre bailleur",
    ),
    "sums-sum": Bilingual("Sum", "Somme"),
    "theme-before-after": Bilingual("Before and after", "Avant et après"),
    "theme-belongs": Bilingual("What it belongs to", "Rattachement"),
    "theme-carried-out": Bilingual("Who carries it out", "Mise en œuvre"),
    "theme-does": Bilingual("What it does", "Activités"),
    "theme-events": Bilingual("Events", "Évènements"),
    "theme-in-it": Bilingual("What takes place there", "Ce qui s'y passe"),
    "theme-judged": Bilingual(
        "Assessments, endorsements, recommendations", "Évaluations, appuis, recommandations"
    ),
    "theme-leads": Bilingual("At the head of", "À la tête de"),
    "theme-led-by": Bilingual("Who leads it", "Direction"),
    "theme-members": Bilingual("Parts and members", "Composantes et membres"),
    "theme-money": Bilingual("Money", "Financement"),
    "theme-other": Bilingual("Other relations", "Autres relations"),
    "theme-partners": Bilingual("Whom it works with", "Partenaires"),
    "theme-publications": Bilingual(
        "Publications, and what is about it", "Publications, et ce qui en parle"
    ),
    "theme-subjects": Bilingual("What it deals with", "Sujets"),
    "theme-used-by": Bilingual("Who deals with it", "Qui s'en occupe"),
    "timeline": Bilingual("Timeline", "Chronologie"),
    "timeline-reading": Bilingual(
        "Bars are periods, dots single days; a bar that fades has no known end. The lists below have "
        "the same with their sources.",
        "Les barres sont des périodes, les points des jours; une barre qui s'estompe n'a pas de fin "
        "connue. Les listes ci-dessous disent la même chose, avec les sources.",
    ),
    "timeline-ring": Bilingual(
        "A ring is a day for which a source says so.",
        "Un anneau est un jour pour lequel une source le dit.",
    ),
    "tree": Bilingual("Place in the thesaurus", "Place dans le thésaurus"),
}
