"""Workbooks: the only place that writes and reads them."""
