import { GovernanceReport, messageOf, pathOf } from './report';
import { canonicalJson, sha256 } from '../../core/digest';
import { Control, Severity } from '../control';
import { Finding } from '../finding';
import { PlacedWaiver } from '../waivers/read-waivers';

const LEVELS: Readonly<Record<Severity, string>> = { critical: 'error', high: 'error', medium: 'warning' };

/** By which code scanning sorts; @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.0' };

/** The report as SARIF 2.1.0, for code scanning. */
export function sarifReport({ libraryVersion, controls, findings, waived }: GovernanceReport): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'pavement',
          semanticVersion: libraryVersion,
          informationUri: 'https://github.com/pavement-dev/pavement',
          rules: controls.map(ruleOf),
        },
      },
      results: [...findings.map(finding => resultOf(finding)), ...waived.map(({ finding, waiver }) => resultOf(finding, waiver))],
    }],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

function ruleOf({ id, title, severity, reason, remedy, sources }: Control): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: reason },
    help: { text: remedy },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      'security-severity': SCORES[severity],
      'tags': Object.entries(sources).flatMap(([source, ids]) => ids.map(other => `${source}/${other}`)),
    },
  };
}

function resultOf(finding: Finding, waiver?: PlacedWaiver): object {
  const { control, severity, target, remedy, fingerprint } = finding;
  const { environment, kind, namespace, name, pointer, constructPath } = target;
  return {
    ruleId: control,
    level: finding.blocking ? LEVELS[severity] : 'note',
    message: { text: `${messageOf(finding)}. ${remedy}` },
    locations: [{
      // a place that cannot be told by line is the first one
      physicalLocation: { artifactLocation: { uri: uriOf(pathOf(finding)) }, region: { startLine: 1 } },
      logicalLocations: [{ kind: 'resource', fullyQualifiedName: [environment, kind, namespace, name].filter(Boolean).join('/') + (pointer ?? '') }],
    }],
    partialFingerprints: {
      'target/v1': sha256(canonicalJson([control, environment, kind, namespace ?? '', name, pointer ?? ''])),
      'value/v1': fingerprint,
    },
    ...waiver && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: `${waiver.id}: ${waiver.reason} (until ${waiver.expires}, ${waiver.ticket})` }],
    },
    ...constructPath !== undefined && { properties: { constructPath } },
  };
}

/** A path as a relative reference: names of files may hold characters that URIs may not. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
