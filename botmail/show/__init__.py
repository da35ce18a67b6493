"""Values as people see them: text, HTML tables, DataFrames and widgets.

Everything that came from a mail passes `plain()` first, is escaped in HTML, and is text, never markup, in a widget.
`render` is the door; pandas and ipywidgets are imported by the modules behind it when first needed.
"""
