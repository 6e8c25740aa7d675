"""Measures of a network: what each means here, and its values for the nodes or the whole."""

from pcvegraph.networks.measures.caveats import Caveat, caveats
from pcvegraph.networks.measures.measure import Measure
from pcvegraph.networks.measures.measuring import measure_network, measure_nodes
from pcvegraph.networks.measures.registry import MEASURES

__all__ = ["MEASURES", "Caveat", "Measure", "caveats", "measure_network", "measure_nodes"]
