import { factsOfKind } from './question';
import { Grouping } from '../../definitions/delivery';

/** What is shown together: the group of a service; nothing for those of no team, and for everything. */
export function groupSteps(by: Grouping): string[] {
  return [`CREATE TEMP TABLE m_groups ON COMMIT DROP AS ${GROUPS[by]}`, 'CREATE INDEX ON m_groups (service)', 'ANALYZE m_groups'];
}

const GROUPS: Readonly<Record<Grouping, string>> = {
  all: 'SELECT NULL::text AS service, NULL::text AS name WHERE false',
  service: 'SELECT DISTINCT service, service AS name FROM (SELECT service FROM m_deployments UNION SELECT service FROM m_waiting UNION SELECT service FROM m_unlinked) s',
  team: `SELECT DISTINCT ON (service) service, fact->>'team' AS name
    FROM ${factsOfKind('start', 'deploy', 'scan')} f WHERE fact->>'team' IS NOT NULL ORDER BY service, at DESC, id DESC`,
};
