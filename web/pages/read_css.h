#pragma once
// The style of the plain pages. They stand alone, so it travels with them.

#include <string_view>

namespace taskyard {

inline constexpr std::string_view kReadCss =
    R"css(/* Plain pages of Taskyard: for reading and printing. */
:root { color-scheme: light dark; --text: #131922; --muted: #4c5868; --line: #dbe1e9; --bg: #ffffff; --raised: #f5f7fa; --accent: #3454d1; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eaeef5; --muted: #9ea9ba; --line: #262c38; --bg: #11141b; --raised: #191d26; --accent: #86a4ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 44rem; background: var(--bg); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0.5rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 0.25rem 0 0.75rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 0.5rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.site-head nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding-bottom: 1rem; margin-bottom: 2rem; border-bottom: 1px solid var(--line); }
.kicker, .note, .sources, footer { color: var(--muted); font-size: 0.9375rem; }
.kicker { margin: 0; }
.lead { font-size: 1.1875rem; }
.step { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 0.875rem 1rem; overflow-x: auto; }
code { font: 0.9375em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
.table-scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); }
.lesson-list { list-style: none; padding: 0; }
.lesson-row { display: grid; grid-template-columns: 2rem 1fr auto; gap: 0.75rem; padding: 0.75rem 0; border-bottom: 1px solid var(--line); text-decoration: none; color: inherit; }
.lesson-mark, .lesson-meta { color: var(--muted); }
.lesson-words { display: grid; }
.lesson-title { font-weight: 600; color: var(--accent); }
.choices li { margin: 0.5rem 0; padding-left: 0.25rem; }
.tag { font-weight: 600; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0.25rem 0 0; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media print { .site-head, footer { display: none; } body { max-width: none; padding: 0; font-size: 11pt; } .step { break-inside: avoid-page; } a { color: inherit; } }
)css";

}  // namespace taskyard
