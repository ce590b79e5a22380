"""How the page looks: on a screen light or dark, as the reader's system or the reader says, and on paper."""

from __future__ import annotations

from ka2plan.export.page_chart import COLOURS

STYLE = """
:root { color-scheme: light dark; --line: #8884; --head: #8882; --mark: #ffd75f66; }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
body { font: 15px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif;
  margin: 2rem auto; max-width: 72rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
dl { margin: .3rem 0; } dl div { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1.2rem; margin: .2rem 0; }
dt { font-weight: 600; } dd { margin: 0; max-width: 48rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--head); } tbody th { font-weight: 600; }
.n, .s { white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.total td { font-weight: 600; border-top: 2px solid currentColor; }
tr:target { background: var(--mark); scroll-margin: 3rem; }
figure { margin: 1rem 0; } figcaption { font-size: .9rem; margin-top: .4rem; }
figure .wide { background: #fff; border-radius: .3rem; margin-bottom: .6rem; }
figure svg { width: 100%; min-width: 70rem; height: auto; display: block; }
figure svg a:hover text, figure svg a:focus-visible text { text-decoration: underline; }
figure svg a:focus-visible { outline: 2px solid #3f7fb5; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a.unseen:focus { position: static; width: auto; height: auto; clip-path: none; }
.off { display: none; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: end; margin: 1.4rem 0 0; padding: .7rem .9rem;
  background: var(--head); border-radius: .3rem; }
.tools[hidden] { display: none; }
.tools label { display: grid; font-size: .85rem; gap: .15rem; }
.tools select, .tools button { font: inherit; min-height: 2rem; max-width: 18rem; }
.tools output { flex-basis: 100%; font-size: .9rem; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit;
  cursor: pointer; }
thead th button::after { content: " \\2195"; opacity: .6; }
thead th[aria-sort=ascending] button::after { content: " \\2191"; opacity: 1; }
thead th[aria-sort=descending] button::after { content: " \\2193"; opacity: 1; }
tbody th button { margin-right: .4rem; }
button:focus-visible, select:focus-visible, a:focus-visible, .wide:focus-visible { outline: 2px solid #3f7fb5; }
@media (max-width: 40rem) { body { margin: 1rem auto; } dl div { grid-template-columns: 1fr; margin: .5rem 0; } }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  h1 { font-size: 15pt; margin: 0 0 .3rem; } h2 { font-size: 12pt; margin: 1rem 0 .3rem; break-after: avoid; }
  h3 { font-size: 10pt; break-after: avoid; } a.unseen, .tools, tbody th button { display: none; }
  thead th button::after { content: ""; } tr:target { background: none; }
  .facts { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; font-size: 9pt; margin: 0; }
  .facts div { display: flex; gap: .5rem; margin: 0; }
  figure { margin: 0; } figure .wide { break-inside: avoid; overflow: visible; }
  figure svg { width: auto; min-width: 0; max-width: 100%; max-height: 148mm; }
  table { font-size: 8.5pt; } th, td { padding: .15rem .4rem; } tr { break-inside: avoid; }
  dl div { break-inside: avoid; }
}
"""

DARK = {
    "package": "#9fb3c8",
    "planned": "#5b9bd5",
    "critical": "#e5843f",
    "late": "#f2746b",
    "done": "#6fb07c",
    "done part": "#2f4a36",
    "forecast": "#2c4a63",
    "behind": "#76828f",
    "cancelled": "#5d6772",
    "ink": "#e6eaf0",
    "soft": "#aab4c0",
    "grid": "#38414b",
}
"""The colours of the chart on a dark ground, by what they mean; equal ones on a light ground are equal here."""

GROUND = "#171b21"


def style() -> str:
    """The style sheet. What the chart is drawn in is replaced where the page is dark, and never on paper."""
    chosen, preferred = ":root[data-theme=dark]", ":root:not([data-theme=light])"
    dark = "\n".join(_dark(chosen))
    system = "\n".join(_dark(preferred))
    return f"{STYLE}@media screen {{\n{dark}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n{system}\n}}\n"


def _dark(root: str) -> list[str]:
    lines = [
        f"{root} figure .wide {{ background: {GROUND}; }}",
        f'{root} figure [fill="#ffffff"] {{ fill: {GROUND}; }}',
    ]
    for meaning, colour in DARK.items():
        lines += (f'{root} figure [{way}="{COLOURS[meaning]}"] {{ {way}: {colour}; }}' for way in ("fill", "stroke"))
    return [f"{root} {{ --mark: #ffd75f33; }}", f"{root} body {{ background: #121519; color: #e6eaf0; }}", *lines]
