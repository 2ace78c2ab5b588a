/** How a report looks, on a screen and on paper. */
export const STYLE = `
:root { color-scheme: light; --ink: #1a1a1a; --soft: #4a4a4a; --line: #d0d4d9; --paper: #fff; --wash: #f4f6f8; --link: #1f5fa8; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1 { margin: 0.5rem 0 0; font-size: 1.9rem; }
h2 { margin: 2rem 0 0.75rem; font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
h3 { margin: 0 0 0.5rem; font-size: 1.1rem; }
h4 { margin: 0.75rem 0 0.25rem; font-size: 0.9rem; color: var(--soft); }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; margin: 0.75rem 0 0; list-style: none; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; margin: 0; }
.cards > div { background: var(--wash); border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem 1rem; }
.cards dt { color: var(--soft); font-size: 0.9rem; }
.cards dd { margin: 0; }
.cards strong { display: block; font-size: 1.35rem; }
.cards span, figcaption, .note, footer { color: var(--soft); font-size: 0.875rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1.25rem; }
figure { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
figure svg { width: 100%; height: auto; }
.table { margin-bottom: 1.75rem; }
figure .table { margin-bottom: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 500; }
.note { margin: 0.4rem 0 0; }
@media print {
  nav, .skip { display: none; }
  body { font-size: 11pt; }
  .plots { grid-template-columns: 1fr 1fr; }
  figure, .cards > div, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  th, td { white-space: normal; }
}
`;
