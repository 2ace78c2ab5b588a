import { Plot, reportPlots } from './plots/plots';
import { MetricsReport } from './report';
import { reportHeading, reportTables } from './report-tables';
import { STYLE } from './style';
import { Table } from './table';
import { durationText, intervalText, numberText, shareText } from './text';

/** A report as one page that needs nothing else: plots with their tables, then every number. */
export function reportHtml(report: MetricsReport): string {
  const plots = reportPlots(report);
  const tables = reportTables(report);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Platform metrics ${escape(reportHeading(report))}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>Platform metrics</h1>
<p>${escape(reportHeading(report))}</p>
<nav aria-label="Contents"><ul>${[...plots.map(({ id, title }) => [`plot-${id}`, title]), ['numbers', 'All numbers']].map(([id, title]) => `<li><a href="#${id}">${escape(title)}</a></li>`).join('')}</ul></nav>
</header>
<main id="content" tabindex="-1">
${headline(report)}
${problems(report)}
<section aria-labelledby="plots"><h2 id="plots">How it developed</h2>
<div class="plots">
${plots.map(figure).join('\n')}
</div></section>
<section aria-labelledby="numbers"><h2 id="numbers">All numbers</h2>
${tables.map((table, i) => tableHtml(table, `table-${i}`)).join('\n')}
</section>
</main>
<footer><p>Null is shown as –: nothing was collected, or there was nothing to divide by. Groups of fewer than five answers are not shown. Teams and services are in the order of the alphabet.</p></footer>
</body>
</html>
`;
}

/** The few numbers that a reader looks for first, each with how sure it is. */
function headline({ delivery, adoption, timeToFirstDeploy, satisfaction }: MetricsReport): string {
  const first = timeToFirstDeploy.find(({ from, to, cohort }) => from === 'requested' && to === 'production' && cohort === 'new')!;
  const latest = satisfaction[satisfaction.length - 1];
  const cards = [
    ['Time to first deploy', durationText(first.p50), `from the request to production, median; ${first.open} of ${first.n} wait`],
    ['On the golden path', shareText(adoption.coverage), `95 %: ${intervalText(adoption.coverage)}`],
    ['Deployments a day', numberText(delivery.frequency.perDay), `${delivery.frequency.n} in the period`],
    ['Change lead time', durationText(delivery.leadTime.p50), `median of ${delivery.leadTime.n} changes; nine of ten within ${durationText(delivery.leadTime.p90)}`],
    ['Change fail rate', shareText(delivery.changeFailRate), `95 %: ${intervalText(delivery.changeFailRate)}`],
    ['Recovery time', durationText(delivery.recovery.p50), `median of ${delivery.recovery.n}; ${delivery.recovery.open} not over`],
    ['Rework rate', shareText(delivery.rework), 'of six months'],
    ['Satisfied developers', latest?.csat ? shareText(latest.csat) : '–', latest?.csat ? `${latest.survey}; 95 %: ${intervalText(latest.csat)}` : 'no survey of five answers or more'],
  ];
  return `<section aria-labelledby="headline"><h2 id="headline">At a glance</h2><dl class="cards">${cards.map(([name, value, note]) =>
    `<div><dt>${escape(name)}</dt><dd><strong>${escape(value)}</strong> <span>${escape(note)}</span></dd></div>`).join('')}</dl></section>`;
}

/** What could not be read belongs on the page: the answer is from part of a log. */
function problems({ contents: { unreadable, conflicts } }: MetricsReport): string {
  const lines = [...unreadable, ...conflicts.map(id => `a second event with the id ${id}, which says something else`)];
  return lines.length === 0 ? '' : `<section aria-labelledby="left-out"><h2 id="left-out">Left out of the log</h2><ul>${lines.map(text => `<li>${escape(text)}</li>`).join('')}</ul></section>`;
}

function figure({ id, title, says, svg, table }: Plot): string {
  return `<figure id="plot-${id}" aria-labelledby="caption-${id}"><h3>${escape(title)}</h3>
${svg.replace(/^<svg /, `<svg role="img" aria-label="${escape(`${title}. ${says}`)}" `)}
<figcaption id="caption-${id}">${escape(says)}</figcaption>
${tableHtml({ ...table, title: `${title}, as a table` }, `data-${id}`, 'h4')}</figure>`;
}

/** A wide table scrolls by itself, also by keyboard. */
function tableHtml({ title, columns, rows, notes = [] }: Table, id: string, heading = 'h3'): string {
  return `<div class="table"><${heading} id="${id}">${escape(title)}</${heading}>
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table><thead><tr>${columns.map(column => `<th scope="col">${escape(column)}</th>`).join('')}</tr></thead>
<tbody>${rows.map(([head, ...cells]) => `<tr><th scope="row">${escape(head)}</th>${cells.map(cell => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>
${notes.map(note => `<p class="note">${escape(note)}</p>`).join('')}</div>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
