"""XPath 1.0 with the OpenRosa functions; knows nodes, not forms."""
