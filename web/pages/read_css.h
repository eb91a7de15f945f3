#pragma once
// The style of the plain pages. They stand alone, so it travels with them.

#include <string_view>

namespace taskyard {

inline constexpr std::string_view kReadCss =
    R"css(/* Plain pages of Taskyard: for reading and printing. */
:root { color-scheme: light dark; --text: #131922; --muted: #4c5868; --line: #dbe1e9; --bg: #ffffff; --raised: #f5f7fa; --accent: #3454d1; --run: #1a7f4b; --run-soft: #dff3e8; --public: #eef4ff; --private: #f3f0fa; --edge: #9fabbb; }
@media screen and (prefers-color-scheme: dark) {
  :root { --text: #eaeef5; --muted: #9ea9ba; --line: #262c38; --bg: #11141b; --raised: #191d26; --accent: #86a4ff; --run: #58c48a; --run-soft: #16362a; --public: #16203a; --private: #211d33; --edge: #5b6678; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 46rem; background: var(--bg); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
body:has(.coverage) { max-width: 76rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0.5rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 0.25rem 0 0.75rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 0.5rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.site-head nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding-bottom: 1rem; margin-bottom: 2rem; border-bottom: 1px solid var(--line); }
.kicker, .note, .sources, footer { color: var(--muted); font-size: 0.9375rem; }
.kicker { margin: 0; }
.lead { font-size: 1.1875rem; }
.about { margin: 1.5rem 0; }
.about p { margin: 0.75rem 0 0; }
.about ul { margin: 0.25rem 0 0; }
.toc { margin: 1.5rem 0; padding: 1rem 1.25rem; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; }
.toc h2 { font-size: 1.0625rem; margin: 0 0 0.5rem; }
.toc ol { margin: 0; padding-left: 1.5rem; }
.step { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.goal, .ask { margin: 1.25rem 0; padding: 0.25rem 1.25rem; border-left: 4px solid var(--edge); background: var(--raised); border-radius: 0 8px 8px 0; }
.goal ul { margin: 0 0 1rem; padding-left: 1.25rem; }
.legend { font-weight: 600; }
pre { white-space: pre-wrap; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 0.875rem 1rem; overflow-x: auto; }
.whole { white-space: nowrap; }
.long { word-break: break-all; }
code { font: 0.9375em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
.table-scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); }
.lesson-list { list-style: none; padding: 0; }
.lesson-row { display: grid; grid-template-columns: 2rem 1fr auto; gap: 0.75rem; padding: 0.75rem 0; border-bottom: 1px solid var(--line); text-decoration: none; color: inherit; }
.lesson-mark, .lesson-meta { color: var(--muted); }
.lesson-meta { display: grid; align-content: start; justify-items: end; font-size: 0.9375rem; }
.lesson-words { display: grid; }
.lesson-title { font-weight: 600; color: var(--accent); }
.choices li { margin: 0.5rem 0; padding-left: 0.25rem; }
.tag { font-weight: 600; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0.25rem 0 0; }
dd .note { margin: 0; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }

/* Diagrams */
figure.diagram { margin: 2rem 0; }
figcaption { color: var(--muted); margin-bottom: 0.5rem; }
.diagram-scroll { overflow-x: auto; }
svg.diagram { display: block; max-width: 100%; min-width: 36rem; height: auto; font: 12px system-ui, sans-serif; }
svg.diagram text { fill: var(--text); }
svg.diagram .d-title { font-weight: 600; }
svg.diagram .d-detail, svg.diagram .d-zone, svg.diagram .d-subnet { fill: var(--muted); font-weight: 400; font-size: 11px; }
svg.diagram .d-zone { font-weight: 600; }
.d-vpc { fill: var(--bg); stroke: var(--edge); stroke-width: 1.5; }
.d-public { fill: var(--public); stroke: var(--edge); stroke-dasharray: 4 3; }
.d-private { fill: var(--private); stroke: var(--edge); stroke-dasharray: 4 3; }
.d-balancer, .d-caller, .d-database, .d-cell, .d-regional { fill: var(--bg); stroke: var(--edge); }
.d-balancer { stroke: var(--accent); stroke-width: 2; }
.d-service { fill: var(--bg); stroke: var(--run); stroke-width: 1.5; }
.d-task { fill: var(--run-soft); stroke: var(--run); }
.d-starting { fill: none; stroke: var(--muted); stroke-dasharray: 3 2; }
.d-flow { fill: none; stroke: var(--muted); stroke-width: 1.5; }
.d-tip { fill: var(--muted); }
figure.diagram details { margin-top: 0.5rem; font-size: 0.9375rem; }
figure.diagram summary { color: var(--accent); cursor: pointer; }

/* The exam on one page */
.coverage table { font-size: 0.875rem; }
.coverage th, .coverage td { padding: 0.25rem 0.5rem; }
.matrix thead th { vertical-align: bottom; }
.matrix .mark, .matrix thead tr + tr th { text-align: center; }
.matrix tbody th { font-weight: 400; white-space: nowrap; }
.matrix abbr { text-decoration: none; }
.statements { columns: 18rem 3; font-size: 0.875rem; padding: 0; list-style: none; }
.tag-tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem 2rem; align-items: start; }

@media print {
  .site-head, footer, .play-it, figure.diagram details { display: none; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  h1 { font-size: 18pt; margin-top: 0; }
  h2 { font-size: 13pt; }
  h1, h2, h3, .kicker, .legend { break-after: avoid; }
  .step { margin-top: 1.25rem; padding-top: 0.75rem; }
  .goal, .ask, .toc, pre, figure, li, tr { break-inside: avoid; }
  .goal, .ask, .toc, pre { background: none; }
  .goal, .ask { border: 1px solid var(--edge); border-left-width: 4px; }
  .diagram-scroll, .table-scroll { overflow: visible; }
  svg.diagram { min-width: 0; }
  a { color: inherit; text-decoration: none; }
  .sources a::after { content: " <" attr(href) ">"; }
  .coverage { page: sheet; }
  body:has(.coverage) { font-size: 8pt; line-height: 1.25; }
  .coverage h1 { font-size: 13pt; margin: 0 0 1mm; }
  .coverage p { margin: 0 0 2mm; }
  .coverage table, .coverage .statements, .coverage .note { font-size: 7.5pt; }
  .coverage th, .coverage td { padding: 0.4mm 1.5mm; }
  .coverage .statements { margin: 2mm 0; columns: 3; }
  .tag-tables { grid-template-columns: 2fr 3fr; gap: 4mm; }
}
@page { margin: 16mm; }
@page sheet { size: A4 landscape; margin: 9mm; }
)css";

}  // namespace taskyard
