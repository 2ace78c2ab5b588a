import * as adoptedService from './cases/adopted-service.json';
import * as adoption from './cases/adoption.json';
import * as externalOutage from './cases/external-outage.json';
import * as failedAttempts from './cases/failed-attempts.json';
import * as failedRollout from './cases/failed-rollout.json';
import * as failuresNotCollected from './cases/failures-not-collected.json';
import * as firstDeploy from './cases/first-deploy.json';
import * as gitops from './cases/gitops.json';
import * as hotfix from './cases/hotfix.json';
import * as lateIncident from './cases/late-incident.json';
import * as leftOutCommits from './cases/left-out-commits.json';
import * as links from './cases/links.json';
import * as mixedRework from './cases/mixed-rework.json';
import * as noFailures from './cases/no-failures.json';
import * as noRealServices from './cases/no-real-services.json';
import * as openIncident from './cases/open-incident.json';
import * as outOfOrder from './cases/out-of-order.json';
import * as regions from './cases/regions.json';
import * as renamedService from './cases/renamed-service.json';
import * as rollback from './cases/rollback.json';
import * as squashMerge from './cases/squash-merge.json';
import * as survey from './cases/survey.json';
import * as twoIncidents from './cases/two-incidents.json';
import * as waitingServices from './cases/waiting-services.json';
import * as zeroDenominators from './cases/zero-denominators.json';
import { GoldenCase } from './golden-case';

/** Logs whose answers were worked out by hand, each with its arithmetic. */
export const GOLDEN_CASES = [
  adoptedService,
  adoption,
  externalOutage,
  failedAttempts,
  failedRollout,
  failuresNotCollected,
  firstDeploy,
  gitops,
  hotfix,
  lateIncident,
  leftOutCommits,
  links,
  mixedRework,
  noFailures,
  noRealServices,
  openIncident,
  outOfOrder,
  regions,
  renamedService,
  rollback,
  squashMerge,
  survey,
  twoIncidents,
  waitingServices,
  zeroDenominators,
] as unknown as readonly GoldenCase[];
