"""The door and the table of contents. Read this first."""

from pages.parts.door import Entry, open_for_visitor

PAGES = (
    Entry("pages/leaders/overview.py", "overview", "view", ":material/dashboard:"),
    Entry("pages/analysts/indicator.py", "indicator", "view", ":material/monitoring:"),
    Entry("pages/analysts/green.py", "green", "view", ":material/factory:"),
    Entry("pages/analysts/emerging.py", "emerging", "view", ":material/rocket_launch:"),
    Entry("pages/staff/upload.py", "upload", "upload", ":material/upload_file:"),
    Entry("pages/staff/history.py", "history", "upload", ":material/history:"),
)

open_for_visitor(PAGES)
