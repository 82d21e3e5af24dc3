"""The press: how a document becomes pages. With `pdf`, the only place that knows ReportLab.

Texts are set by the press itself, never parsed as markup, so no text can be anything but text.
"""
