import { SiteModel } from './site-model';
import { kindOf, nameOf, refOf } from '../entity-ref';
import { Entity } from '../model';

/** Name of the page that is written from the catalog. */
export const REFERENCE_PAGE = 'reference.md';

/** The reference of a system as Markdown: what it runs, who uses what, what each workload finds in its environment, and its alerts. */
export function referenceOf(model: SiteModel, system: Entity): string {
  const parts = model.partsOf(refOf(system));
  const running = parts.filter(({ kind }) => kind === 'component' || kind === 'resource');
  return [
    `# Reference of ${system.title ?? system.name}`,
    'Written by synth from the program that declares the system; changes belong there.',
    '## What it runs',
    table(['Name', 'Type', 'Owner', 'Tier', 'Environments', 'What it is'], running.map(({ name, type, owner, tier, environments, description }) => [
      name, type, nameOf(owner ?? ''), tier ?? '', environments.map(environment => environment.name).join(', '), description ?? '',
    ])) ?? 'Nothing.',
    ...section('APIs', ['Name', 'Type', 'What it is'], parts.filter(({ kind }) => kind === 'api').map(({ name, type, description }) => [name, type, description ?? ''])),
    '## Who uses what',
    table(['From', 'To', 'Kind of it', 'Owner of it'], parts.flatMap(entity => model.usesOf(entity).map(target => [
      entity.name, nameOf(target), kindOf(target), nameOf(model.find(target)?.owner ?? ''),
    ]))) ?? 'Nothing of it uses anything else.',
    ...parts.flatMap(entity => factsOf(model, entity)),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

function factsOf(model: SiteModel, entity: Entity): string[] {
  const { variables = [], alerts = [] } = model.sourceOf(entity)?.facts.get(refOf(entity)) ?? {};
  return [
    ...section(`Environment of ${entity.name}`, ['Variable', 'Value'], variables.map(({ name, source }) => [`\`${name}\``, source])),
    ...section(`Alerts of ${entity.name}`, ['Alert', 'Severity', 'What it says'], alerts.map(({ name, severity, summary }) => [name, severity, summary])),
  ];
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const content = table(head, rows);
  return content === undefined ? [] : [`## ${title}`, content];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string | undefined {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/\|/g, '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return rows.length === 0 ? undefined : [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
