"""Every command with each of its forms, as the benchmarks of hostile files and of growth run it.

Words in capitals stand for files. PLAN and OTHER are plans in which titles differ, MARKED has both between markers.
SHEET, FORM and TABLE came of PLAN. TRACKED and GRANTED lie in repositories: TRACKED came of two branches, and there
``git`` runs; GRANTED was granted as OTHER. FOLDER holds PLAN and OTHER. OUT is written. ``test_calls`` holds the list
against the parsers.
"""

from __future__ import annotations

ON_A_PLAN = """
open PLAN
new - --from TABLE.csv --type KA220-SCH --acronym T --title T
check PLAN|check FOLDER|check --json PLAN|check --advice PLAN|check --format text PLAN|check --format full PLAN
check --format concise PLAN|check --format json FOLDER|check --format github PLAN|check --format sarif PLAN
check --format gitlab PLAN|check --format junit PLAN|check --submit PLAN|check --fix PLAN|check --fix --diff PLAN
check --select WRK --ignore WRK104 PLAN|check --plain PLAN|check --lang sl PLAN
timeline PLAN|timeline --json PLAN|timeline --by month --width 200 PLAN|timeline --by quarter PLAN
timeline --by auto --only WP1 PLAN|timeline --partner A --since M1 --until M6 PLAN|timeline --granted GRANTED
timeline --plain PLAN|timeline --lang sl PLAN
show partners PLAN|show budget PLAN|show workload PLAN|show dependencies PLAN|show milestones PLAN|show status PLAN
show eligibility PLAN|show partners --json PLAN|show budget --json PLAN|show workload --json PLAN
show workload --plain PLAN|show dependencies --plain PLAN|show dependencies --json PLAN|show milestones --json PLAN
show status --json PLAN
set PLAN A1.title X|set PLAN A1.title X --json|set PLAN A1.title --unset --diff|set PLAN A1.title X --diff
add PLAN activity NEW title=X start=M1 end=M2 lead=A|add PLAN activity NEW title=X start=M1 end=M2 lead=A --before A1
add PLAN activity NEW title=X start=M1 end=M2 lead=A --after A1 --diff
add PLAN activity NEW title=X start=M1 end=M2 lead=A --json
remove PLAN A1 --unlink|remove PLAN A1 --unlink --json|remove PLAN A1 --unlink --diff
rename PLAN A1 ZZZ|rename PLAN A ZZZ --json|rename PLAN A ZZZ|rename PLAN A ZZZ --diff
move PLAN A1 --after A2|move PLAN A1 --after A2 --json|move PLAN A1 --before A2 --diff
dates PLAN --to dates|dates PLAN --to dates --json|dates PLAN --to months|dates PLAN --to dates --diff
slip PLAN A1 2w|slip PLAN A1 2w --apply|slip PLAN A1 2w --json|slip PLAN A1 2w --diff
slip PLAN A1 2w --plain|slip PLAN project 2m|slip PLAN project 2m --apply
balance PLAN|balance PLAN --json|balance PLAN --plain|balance PLAN --apply 1 --diff
replace PLAN A B|replace PLAN A B --json|replace PLAN A B --plain|replace PLAN A B --apply
replace PLAN A B --from M2 --diff
brief PLAN A|brief PLAN A --plain|brief PLAN A --markdown|brief PLAN A --json|brief PLAN A --pdf --output OUT
diff SCHOOL PLAN|diff OTHER PLAN|diff OTHER PLAN --json|diff OTHER PLAN --plain|diff OTHER PLAN --markdown
diff --git HEAD~1 TRACKED
diff --base other TRACKED|diff --staged TRACKED|diff --unstaged TRACKED|diff --amendment OTHER PLAN
log TRACKED|log TRACKED A1 --limit 5|log TRACKED --json|log TRACKED --plain
merge PLAN PLAN OTHER|merge SCHOOL PLAN OTHER|merge OTHER PLAN OTHER --output OUT
merge-driver PLAN PLAN OTHER 7 plan.toml|resolve MARKED --list|resolve MARKED --list --json
resolve MARKED A1.title=theirs
git status|git verify|git pre-commit --sums|git install --dry-run|git uninstall --dry-run
import OTHER SHEET.xlsx|import OTHER FORM.docx|import PLAN TABLE.csv --dry-run|import PLAN TABLE.csv --dry-run --json
export form PLAN|export pdf PLAN --output OUT|export pdf --only gantt PLAN --output OUT|export svg PLAN
export svg --only gantt PLAN|export svg --granted GRANTED|export png PLAN --output OUT|export xlsx PLAN --output OUT
export docx PLAN --output OUT|export ics PLAN|export ics --partner A PLAN|export csv PLAN|export csv --excel PLAN
export md PLAN|export html PLAN|export html PLAN --lang sl|export report PLAN --output OUT
export report --markdown PLAN|export mermaid PLAN
export tjp PLAN|export json PLAN|export fillin PLAN --partner A --output OUT.xlsx
export fillin PLAN --partner all --output OUTS
payment PLAN --score 50|payment PLAN --score 50 --json|payment PLAN --score 50 --plain
portfolio PLAN|portfolio FOLDER|portfolio PLAN --json|portfolio PLAN --plain|portfolio FOLDER --xlsx OUT.xlsx
portfolio PLAN --check
doctor PLAN|doctor PLAN --json|doctor PLAN --plain
complete -- ka2plan set PLAN A
"""

WITHOUT_A_PLAN = """
explain WRK104|types|types KA220-SCH --call 2026|types KA220-SCH --json|types KA220-SCH --plain|types --draft 2027
manual|manual codes
manual --man|completion bash|completion zsh|completion fish|doctor
new - --type KA220-SCH --acronym T --title T --country SI --partners 3 --start 2026-11-01 --months 24 --lump-sum 250000
"""
"""What reads no plan: run once, not for each file."""


def calls(lines: str = ON_A_PLAN) -> list[list[str]]:
    """Each call as words."""
    return [call.split() for call in lines.strip().replace("\n", "|").split("|")]
