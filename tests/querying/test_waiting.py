"""The rows that a page reads are those of the engine, term by term."""

from __future__ import annotations

import json

from pcvegraph.querying.engines.waiting import TABLE, _rows
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question

TERMS = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?one ?other WHERE {
  VALUES (?one ?other) {
    (<https://example.org/é> "mot"@fr) (UNDEF 2.5) ("text" "2020"^^xsd:gYear) ("" "a\\"b\\n"@en-CA)
  }
}"""


def test_every_kind_of_term_is_read_as_the_engine_has_it(engine: Evaluator):
    question = Question(TERMS)
    bindings = json.loads(engine.answer(question, TABLE))["results"]["bindings"]
    assert _rows(bindings) == engine.rows(question)


def test_an_old_name_of_literals_is_known_and_a_blank_node_left_out():
    year = "http://www.w3.org/2001/XMLSchema#gYear"
    old = {"type": "typed-literal", "value": "2020", "datatype": year}
    new = old | {"type": "literal"}
    blank = {"type": "bnode", "value": "b0"}
    assert _rows([{"x": old, "y": blank}]) == _rows([{"x": new}])
