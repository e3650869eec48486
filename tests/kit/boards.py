"""What a board is tried with: a text that would act if it could, and a finding with all that one may have."""

from decimal import Decimal

from kit.outcomes import at
from xlsreport.model.finding import CellChange, Finding, Operand, Severity

HOSTILE = "</script><script>alert(1)</script>\"'<!--\u202e&amp;\x00\ud800]]>\u2028=1+1"
RULED = Finding(
    "M301",
    Severity.ERROR,
    f"填 0，应为 4{HOSTILE}",
    "表三",
    at("表三!J29"),
    "总计",
    found=Decimal(0),
    expected=Decimal(4),
    difference=Decimal(-4),
    operands=(Operand(at("表三!D29"), Decimal("3.50")), Operand(at("表三!E29"), None)),
    suggestions=((CellChange(at("表三!J29"), Decimal(0), Decimal(4)),),),
)
