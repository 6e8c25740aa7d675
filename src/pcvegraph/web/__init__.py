"""HTTP: the protocol, negotiation, pages and problems. No query runs in the event loop."""
