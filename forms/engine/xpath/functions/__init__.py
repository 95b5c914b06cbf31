"""The functions of XPath and OpenRosa, a module a field."""
