import { Table } from './table';
import { UNKNOWN, excludedText, intervalText, shareText } from './text';
import { Adoption } from '../definitions/adoption';
import { Share } from '../definitions/share';

const NO_SHARE: Readonly<Record<string, number>> = {};

/** Adoption of the golden path, what the platform makes, and who is allowed what. */
export function adoptionTables(adoption: Adoption): Table[] {
  const { coverage, conformant, currency, capture, stickiness, depth, excluded, hatches, exemptions, newest } = adoption;
  const row = (name: string, share: Share, left = NO_SHARE) => [name, shareText(share), intervalText(share), excludedText(left)];
  return [
    {
      title: 'Golden-path adoption',
      columns: ['share', 'value', '95 % interval', 'left out'],
      rows: [
        row('coverage: on the path, of all active services', coverage, excluded.coverage),
        row('conformant: without drift, version not below the floor', conformant, excluded.conformant),
        row('currency: near the newest version, of those on the path', currency, excluded.currency),
        row('capture: born on the path, of those born in the period', capture, excluded.capture),
        row('stickiness: conformant 90 days after birth', stickiness, excluded.stickiness),
        ...Object.entries(depth).map(([name, share]) => row(`depth: ${name} made by the platform`, share)),
      ],
      notes: [`Newest version: ${newest ?? UNKNOWN}.`],
    },
    ...hatches.length === 0 ? [] : [{
      title: 'Ways around the platform',
      columns: ['service', 'escape hatches'],
      rows: hatches.map(entry => [entry.service, String(entry.hatches)]),
    }],
    ...exemptions.length === 0 ? [] : [{
      title: 'Exemptions',
      columns: ['service', 'control', 'owner', 'expires', 'valid'],
      rows: exemptions.map(({ service, control, owner, expires, valid }) => [service, control, owner ?? UNKNOWN, expires ?? UNKNOWN, valid ? 'yes' : 'no']),
    }],
  ];
}
