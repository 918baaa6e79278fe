"""The door and the table of contents. Read this first."""

from pages.frame.door import Entry, open_for_visitor

PAGES = (
    Entry("pages/leaders/overview/page.py", "总览", "Overview", "dashboard"),
    Entry("pages/analysts/indicator/page.py", "指标", "Indicators", "monitoring"),
    Entry("pages/analysts/industries/page.py", "行业", "Industries", "build", "themes"),
    Entry("pages/analysts/energy/page.py", "能耗与碳", "Energy", "bolt", "themes"),
    Entry("pages/analysts/circular/page.py", "循环经济", "Circular", "recycling", "themes"),
    Entry("pages/analysts/green/page.py", "绿色工厂", "Green factories", "factory", "themes"),
    Entry("pages/analysts/emerging/page.py", "战新产业", "Emerging industries", "rocket_launch", "themes"),
    Entry("pages/analysts/sql/page.py", "SQL 查询", "SQL", "database", "themes", action="sql"),
    Entry("pages/leaders/county/page.py", "县区", "Counties", "map", "duties"),
    Entry("pages/leaders/department/page.py", "部门", "Departments", "account_balance", "duties"),
    Entry("pages/analysts/tasks/page.py", "任务", "Tasks", "checklist", "duties"),
    Entry("pages/leaders/decisions/page.py", "督办", "Decisions", "gavel", "duties"),
    Entry("pages/analysts/ledgers/page.py", "台账", "Ledgers", "fact_check", "duties"),
    Entry("pages/leaders/scores/page.py", "考核", "Scores", "leaderboard", "duties"),
    Entry("pages/staff/upload/page.py", "数据上报", "Upload", "upload_file", "sheets", action="upload"),
    Entry("pages/staff/history/page.py", "上报历史", "History", "history", "sheets", action="history"),
    Entry("pages/leaders/me/page.py", "我的会话", "My sessions", "devices", hidden=True),
    Entry("pages/admin/storage/page.py", "待办与存储", "To do", "storage", "manage", action="storage"),
    Entry("pages/admin/people/page.py", "人员", "People", "group", "manage", action="people"),
    Entry("pages/admin/sessions/page.py", "会话", "Sessions", "devices", "manage", action="sessions"),
    Entry("pages/admin/settings/page.py", "设置", "Settings", "settings", "manage", action="settings"),
    Entry("pages/admin/audit/page.py", "审计日志", "Audit log", "policy", "manage", action="audit"),
)

DECK = "pages/leaders/meeting/page.py"  # shown in the place of a page that is presented (?present=1)

open_for_visitor(PAGES, DECK)
