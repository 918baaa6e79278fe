"""The door and the table of contents. Read this first."""

from pages.parts.door import Entry, open_for_visitor

PAGES = (
    Entry("pages/leaders/overview.py", "overview", "view", ":material/dashboard:", ""),
    Entry("pages/analysts/indicator.py", "indicator", "view", ":material/monitoring:", ""),
    Entry("pages/analysts/industries.py", "industries", "view", ":material/build:", "themes"),
    Entry("pages/analysts/energy.py", "energy", "view", ":material/bolt:", "themes"),
    Entry("pages/analysts/circular.py", "circular", "view", ":material/recycling:", "themes"),
    Entry("pages/analysts/green.py", "green", "view", ":material/factory:", "themes"),
    Entry("pages/analysts/emerging.py", "emerging", "view", ":material/rocket_launch:", "themes"),
    Entry("pages/leaders/county.py", "county", "view", ":material/map:", "duties"),
    Entry("pages/leaders/department.py", "department", "view", ":material/account_balance:", "duties"),
    Entry("pages/analysts/tasks.py", "tasks", "view", ":material/checklist:", "duties"),
    Entry("pages/analysts/ledgers.py", "ledgers", "view", ":material/fact_check:", "duties"),
    Entry("pages/leaders/scores.py", "scores", "view", ":material/leaderboard:", "duties"),
    Entry("pages/staff/upload.py", "upload", "upload", ":material/upload_file:", "sheets"),
    Entry("pages/staff/history.py", "history", "upload", ":material/history:", "sheets"),
)

open_for_visitor(PAGES)
