"""`xlsreport doctor`: whether the program finds what it needs."""

from pathlib import Path

from xlsreport.cli.arguments import Workspace
from xlsreport.cli.console import Screen


def doctor(workspace: Workspace = Path()) -> int:
    """检查程序、本机和工作区是否就绪。Tell whether program, computer and workspace are ready."""
    from xlsreport.cli.speech import users_language
    from xlsreport.language import language_named
    from xlsreport.pipeline import Health, checkups, workspace_around

    language, screen, lacking = language_named(users_language()), Screen(), False
    for each in checkups(workspace_around(workspace), language):
        lacking = lacking or each.health is Health.LACK
        mark, subject = (language.text(f"doctor_{key}") for key in (f"is_{each.health}", f"of_{each.subject}"))
        screen.line(f"{mark}  {subject}  {each.text}")
    screen.line(language.text("doctor_lacking" if lacking else "doctor_ready"))
    return int(lacking)
