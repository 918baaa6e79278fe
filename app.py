"""The door and the table of contents. Read this first."""

from pages.frame.door import Entry, open_for_visitor

PAGES = (
    Entry("pages/leaders/overview.py", "overview", "view", ":material/dashboard:", ""),
    Entry("pages/analysts/indicator/page.py", "indicator", "view", ":material/monitoring:", ""),
    Entry("pages/analysts/industries/page.py", "industries", "view", ":material/build:", "themes"),
    Entry("pages/analysts/energy/page.py", "energy", "view", ":material/bolt:", "themes"),
    Entry("pages/analysts/circular/page.py", "circular", "view", ":material/recycling:", "themes"),
    Entry("pages/analysts/green/page.py", "green", "view", ":material/factory:", "themes"),
    Entry("pages/analysts/emerging/page.py", "emerging", "view", ":material/rocket_launch:", "themes"),
    Entry("pages/leaders/county/page.py", "county", "view", ":material/map:", "duties"),
    Entry("pages/leaders/department/page.py", "department", "view", ":material/account_balance:", "duties"),
    Entry("pages/analysts/tasks/page.py", "tasks", "view", ":material/checklist:", "duties"),
    Entry("pages/analysts/ledgers/page.py", "ledgers", "view", ":material/fact_check:", "duties"),
    Entry("pages/leaders/scores/page.py", "scores", "view", ":material/leaderboard:", "duties"),
    Entry("pages/staff/upload/page.py", "upload", "upload", ":material/upload_file:", "sheets"),
    Entry("pages/staff/history/page.py", "history", "upload", ":material/history:", "sheets"),
)

open_for_visitor(PAGES)
