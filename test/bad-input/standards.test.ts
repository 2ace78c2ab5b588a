import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { Standards } from 'pavement';

const FILE = 'standards.yaml';
const VALID = `organization: example
labelDomain: platform.example.com
registries:
  - registry.example.com

teams:
  team-payments: { costCenter: cc-1001, contact: payments@example.com }

environments:
  dev:
    tier: dev
    namespace: '{system}'
    aws:
      account: '111111111111'
      region: eu-central-1
      vpcId: vpc-011111111
      databaseSubnets:
        - { id: subnet-011111110, cidr: 10.16.200.0/24, zone: eu-central-1a }
        - { id: subnet-011111111, cidr: 10.16.201.0/24, zone: eu-central-1b }
    cluster:
      name: dev
      version: '1.33'
      podCidrs: [10.16.0.0/17]
      exposure: { kind: gateway, name: platform, namespace: gateway-system, zones: [dev.example.com] }
    terraformState: { bucket: example-terraform-dev, region: eu-central-1 }

services:
  dev: { minReplicas: 1, maxReplicas: 3 }
databaseSizes:
  dev:
    small: { storageGiB: 20, maxStorageGiB: 50 }
databases:
  backupRetentionDays: { dev: 7 }
  logRetentionDays: 365
awsProvider: ~> 5.100
`;

/** What to replace in the valid document, and with what. */
type Edit = readonly [from: string, to: string];

const ENVIRONMENTS = VALID.slice(VALID.indexOf('environments:'), VALID.indexOf('\nservices:'));
const EDITED: [name: string, edits: Edit[], problems: string[]][] = [
  ['a reserved character', [['      name: dev', '      name: @dev']], [
    '[standards.yaml:21:13] the file must be YAML or JSON, got "name: @dev"; plain value cannot start with reserved character @',
  ]],
  ['a mapping inside a line', [['organization: example', 'organization: example: 1']], [
    '[standards.yaml:1:15] the file must be YAML or JSON, got "organization: example: 1"; nested mappings are not allowed in compact mappings',
  ]],
  ['indentation by a tab', [['    tier: dev', '\ttier: dev']], [
    '[standards.yaml:11:1] lines must be indented with spaces, got a tab before "tier: dev"; replace every tab of the file by spaces',
  ]],
  ['a list without its end', [['[10.16.0.0/17]', '[10.16.0.0/17']], [
    '[standards.yaml:23:17] a bracket must be closed, got "podCidrs: [10.16.0.0/17"; add the missing ]',
  ]],
  ['a list in a mapping without its end', [['[dev.example.com]', '[dev.example.com']], [
    '[standards.yaml:24:84] a bracket must be closed, got "exposure: { kind: gateway, name: platform, namespace: gateway-system, zones: [dev.example.com }"; add the missing ]',
  ]],
  ['a mapping without its end', [['maxReplicas: 3 }', 'maxReplicas: 3']], [
    '[standards.yaml:28:8] a bracket must be closed, got "dev: { minReplicas: 1, maxReplicas: 3"; add the missing }',
  ]],
  ['a text without its second quote', [['\'1.33\'', '"1.33']], [
    '[standards.yaml:22:16] a text that begins with a quote must end with one, got "version: \\"1.33"; add the missing "',
  ]],
  ['a bracket too many', [['[10.16.0.0/17]', '[10.16.0.0/17]]']], [
    '[standards.yaml:23:31] a bracket must be opened before it is closed, got "podCidrs: [10.16.0.0/17]]"; remove the ]',
  ]],
  ['a second document', [['awsProvider:', '---\nawsProvider:']], [
    '[standards.yaml:35:1] the file must hold one document, got a second one below "---"; remove it or put it in a file of its own',
  ]],
  ['a key given twice', [['region: eu-central-1\n', 'region: eu-central-1\n      region: eu-west-1\n']], [
    '[standards.yaml:16:7] a key must not be given twice, got "region: eu-west-1"; remove one of them',
  ]],
  ['an alias without its anchor', [['version: \'1.33\'', 'version: *version']], [
    '[standards.yaml:22:16] an alias must have its anchor above it, got "*version"; correct it',
  ]],
  ['an unknown key at the top', [['organization: example\n', 'organization: example\norganisation: example\n']], [
    '[standards.yaml:2:1] organisation: a key must be one of organization, labelDomain, apiGroup, teams, environments, registries, kinds, services, databaseSizes, databases, awsProvider, asOf, domains, catalog, got "organisation"; correct or remove it',
  ]],
  ['an unknown key of an environment', [['    tier: dev\n', '    tier: dev\n    teir: dev\n']], [
    '[standards.yaml:12:5] environments.dev.teir: a key must be one of tier, aws, cluster, terraformState, namespace, got "teir"; correct or remove it',
  ]],
  ['an unknown key of a cluster', [['      name: dev\n', '      name: dev\n      nodes: 3\n']], [
    '[standards.yaml:22:7] environments.dev.cluster.nodes: a key must be one of name, version, podCidrs, exposure, workloadIdentity, oidcIssuer, networkPolicyEngine, apiServerCidrs, monitoring, collector, priorityClasses, logDestinations, got "nodes"; correct or remove it',
  ]],
  ['an unknown key of a subnet', [['zone: eu-central-1a', 'zone: eu-central-1a, az: a']], [
    '[standards.yaml:18:78] environments.dev.aws.databaseSubnets.0.az: a key must be one of id, cidr, zone, got "az"; correct or remove it',
  ]],
  ['a key left out', [['organization: example\n', '']], [
    '[standards.yaml:1:1] organization: organization must be given, got nothing; add it to the document',
  ]],
  ['a key of a cluster left out', [['      name: dev\n', '']], [
    '[standards.yaml:20:5] environments.dev.cluster.name: name must be given, got nothing; add it to cluster',
  ]],
  ['a number in place of a text', [['\'1.33\'', '1.33']], [
    '[standards.yaml:22:7] environments.dev.cluster.version: version must be a text, got 1.33; put it in quotes',
  ]],
  ['a text in place of a number', [['minReplicas: 1', 'minReplicas: one']], [
    '[standards.yaml:28:10] services.dev.minReplicas: minReplicas must be a whole number, got "one"; correct it',
  ]],
  ['a fraction in place of a whole number', [['minReplicas: 1', 'minReplicas: 1.5']], [
    '[standards.yaml:28:10] services.dev.minReplicas: minReplicas must be a whole number, got 1.5; correct it',
  ]],
  ['a text in place of a list', [['registries:\n  - registry.example.com', 'registries: registry.example.com']], [
    '[standards.yaml:3:1] registries: registries must be a list, got "registry.example.com"; correct it',
  ]],
  ['a text in place of a mapping', [['{ costCenter: cc-1001, contact: payments@example.com }', 'payments']], [
    '[standards.yaml:7:3] teams.team-payments: team-payments must be a mapping of keys to values, got "payments"; correct it',
  ]],
  ['a key without a value', [['vpcId: vpc-011111111', 'vpcId:']], [
    '[standards.yaml:16:7] environments.dev.aws.vpcId: vpcId must be a text, got nothing; give it a value, or remove it if it is optional',
  ]],
  ['a key of several values without one', [['tier: dev', 'tier:']], [
    '[standards.yaml:11:5] environments.dev.tier: tier must be one of dev, staging, prod, got nothing; choose one of these',
  ]],
  ['a key of a part without value', [['services:\n  dev: { minReplicas: 1, maxReplicas: 3 }\n', 'services:\n']], [
    '[standards.yaml:27:1] services: services must be a mapping of keys to values, got nothing; give it a value, or remove it if it is optional',
  ]],
  ['a key of two lines', [['  team-payments: {', '  "team\\npayments": {']], [
    '[standards.yaml:7:3] teams."team\\npayments": a key of teams must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "team\\npayments"; rename it',
  ]],
  ['the schema of an editor in an inner place', [['    tier: dev\n', '    tier: dev\n    $schema: standards.schema.json\n']], [
    '[standards.yaml:12:5] environments.dev.$schema: a key must be one of tier, aws, cluster, terraformState, namespace, got "$schema"; correct or remove it',
  ]],
  ['half a day of backups', [['{ dev: 7 }', '{ dev: 7.5 }']], [
    '[standards.yaml:33:26] databases.backupRetentionDays.dev: backupRetentionDays must be a whole number from 7 to 35, got 7.5; write whole days',
  ]],
  ['a malformed organisation', [['organization: example', 'organization: Example Inc.']], [
    '[standards.yaml:1:1] organization: organization must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Example Inc."; correct it',
  ]],
  ['a label domain without a dot', [['labelDomain: platform.example.com', 'labelDomain: platform']], [
    '[standards.yaml:2:1] labelDomain: labelDomain must be a lower-case DNS name such as platform.example.com, got "platform"; correct it',
  ]],
  ['an unknown tier', [['tier: dev', 'tier: test']], [
    '[standards.yaml:11:5] environments.dev.tier: tier must be one of dev, staging, prod, got "test"; choose one of these',
  ]],
  ['an account that is too short', [['\'111111111111\'', '\'11111111111\'']], [
    '[standards.yaml:14:7] environments.dev.aws.account: account must be 12 digits, got "11111111111"; correct it',
  ]],
  ['an account without quotes', [['\'111111111111\'', '111111111111']], [
    '[standards.yaml:14:7] environments.dev.aws.account: account must be a text, got 111111111111; put it in quotes',
  ]],
  ['one subnet only', [['        - { id: subnet-011111111, cidr: 10.16.201.0/24, zone: eu-central-1b }\n', '']], [
    '[standards.yaml:17:7] environments.dev.aws.databaseSubnets: databaseSubnets must have at least 2 entries, got [{"id":"subnet-011111110","cidr":"10.16.200.0/24","zone":"eu-central-1a"}]; add what is missing',
  ]],
  ['subnets all in one zone', [['zone: eu-central-1b', 'zone: eu-central-1a']], [
    '[standards.yaml:17:7] environments.dev.aws.databaseSubnets: databaseSubnets must be in at least two zones, got "eu-central-1a"; add a subnet in another zone',
  ]],
  ['a zone outside the region', [['zone: eu-central-1b', 'zone: eu-west-1b']], [
    '[standards.yaml:19:57] environments.dev.aws.databaseSubnets.1.zone: zone must be in the environment\'s region eu-central-1, got "eu-west-1b"; correct the zone or the region',
  ]],
  ['subnets that overlap', [['10.16.201.0/24', '10.16.200.128/25']], [
    '[standards.yaml:19:35] environments.dev.aws.databaseSubnets.1.cidr: an address range must not overlap with 10.16.200.0/24 of aws.databaseSubnets.0.cidr, got "10.16.200.128/25"; give each its own range',
  ]],
  ['a subnet in the range of the Pods', [['10.16.201.0/24', '10.16.5.0/24']], [
    '[standards.yaml:23:18] environments.dev.cluster.podCidrs.0: an address range must not overlap with 10.16.5.0/24 of aws.databaseSubnets.1.cidr, got "10.16.0.0/17"; give each its own range',
  ]],
  ['an address range with bits behind its prefix', [['10.16.0.0/17', '10.16.0.1/17']], [
    '[standards.yaml:23:18] environments.dev.cluster.podCidrs.0: an address range must be an IPv4 CIDR block without bits behind its prefix, got "10.16.0.1/17"; write it as "10.0.0.0/16"',
  ]],
  ['an IPv6 range', [['10.16.0.0/17', '\'2001:db8::/56\'']], [
    '[standards.yaml:23:18] environments.dev.cluster.podCidrs.0: an address range must be an IPv4 CIDR block without bits behind its prefix, got "2001:db8::/56"; write it as "10.0.0.0/16"',
  ]],
  ['an octet above 255', [['10.16.201.0/24', '10.16.256.0/24']], [
    '[standards.yaml:19:35] environments.dev.aws.databaseSubnets.1.cidr: an address range must be an IPv4 CIDR block without bits behind its prefix, got "10.16.256.0/24"; write it as "10.0.0.0/16"',
  ]],
  ['a topic in another region', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      alarmTopic: arn:aws:sns:eu-west-1:111111111111:alarms\n']], [
    '[standards.yaml:17:7] environments.dev.aws.alarmTopic: alarmTopic must be in the environment\'s region eu-central-1, got "arn:aws:sns:eu-west-1:111111111111:alarms"; CloudWatch reaches topics of its own region only',
  ]],
  ['a topic by its name', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      alarmTopic: alarms-{team}\n']], [
    '[standards.yaml:17:7] environments.dev.aws.alarmTopic: alarmTopic must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:111111111111:alarms-{team}, got "alarms-{team}"; correct it',
  ]],
  ['a topic with a placeholder that is none', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      alarmTopic: arn:aws:sns:eu-central-1:111111111111:{squad}\n']], [
    '[standards.yaml:17:7] environments.dev.aws.alarmTopic: alarmTopic must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:111111111111:alarms-{team}, got "arn:aws:sns:eu-central-1:111111111111:{squad}"; correct it',
  ]],
  ['copies of backups in the same region', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      backupCopies: { region: eu-central-1 }\n']], [
    '[standards.yaml:17:23] environments.dev.aws.backupCopies.region: the region of backupCopies must be another than the environment\'s, got "eu-central-1"; name one that is left when this one is gone',
  ]],
  ['copies of backups for too long', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      backupCopies: { region: eu-west-1, retentionDays: 36 }\n']], [
    '[standards.yaml:17:42] environments.dev.aws.backupCopies.retentionDays: retentionDays must be at most 35, got 36; lower it',
  ]],
  ['a backup plan without its role', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      backupPlan: { planId: daily }\n']], [
    '[standards.yaml:17:7] environments.dev.aws.backupPlan.roleArn: roleArn must be given, got nothing; add it to backupPlan',
  ]],
  ['a backup role by its name', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      backupPlan: { planId: daily, roleArn: backup }\n']], [
    '[standards.yaml:17:36] environments.dev.aws.backupPlan.roleArn: roleArn must be the ARN of an IAM role, such as arn:aws:iam::111111111111:role/backup, got "backup"; correct it',
  ]],
  ['a day that the calendar does not have', [['awsProvider: ~> 5.100\n', 'awsProvider: ~> 5.100\nasOf: \'2026-02-30\'\n']], [
    '[standards.yaml:36:1] asOf: asOf must be a day of the calendar, got "2026-02-30"; write it as "2026-07-01"',
  ]],
  ['a day in another order', [['awsProvider: ~> 5.100\n', 'awsProvider: ~> 5.100\nasOf: 01.07.2026\n']], [
    '[standards.yaml:36:1] asOf: asOf must be a day such as 2026-07-01, got "01.07.2026"; correct it',
  ]],
  ['production without deletion protection', [['databases:\n', 'databases:\n  deletionProtection: { prod: false }\n']], [
    '[standards.yaml:33:25] databases.deletionProtection.prod: deletionProtection must be true in prod, got false; leave it out',
  ]],
  ['production without a standby', [['databaseSizes:\n', 'databaseSizes:\n  prod: { small: { multiAz: false } }\n']], [
    '[standards.yaml:30:20] databaseSizes.prod.small.multiAz: multiAz must be true in prod, got false; leave it out',
  ]],
  ['a week of backups in production', [['{ dev: 7 }', '{ prod: 7 }']], [
    '[standards.yaml:33:26] databases.backupRetentionDays.prod: backupRetentionDays must be a whole number from 14 to 35, got 7; raise it, because what is noticed late could not be restored',
  ]],
  ['deletion protection of an environment', [['databases:\n', 'databases:\n  deletionProtection: { live: true }\n']], [
    '[standards.yaml:33:25] databases.deletionProtection.live: a key of deletionProtection must be one of dev, staging, prod, got "live"; use a tier',
  ]],
  ['a class whose memory is not known', [['{ storageGiB: 20, maxStorageGiB: 50 }', '{ instanceClasses: [db.z1d.large] }']], [
    '[standards.yaml:31:32] databaseSizes.dev.small.instanceClasses.0: an instance class must be of a family t, m, r or x2g and a size up from micro or large, got "db.z1d.large"; alarms and connections are computed from its memory, which is known for these',
  ]],
  ['insights for eight days', [['{ storageGiB: 20, maxStorageGiB: 50 }', '{ insightsRetentionDays: 8 }']], [
    '[standards.yaml:31:14] databaseSizes.dev.small.insightsRetentionDays: insightsRetentionDays must be 7, a multiple of 31 up to 713, or 731, got 8; 7 is the standard mode, 465 and more the advanced one',
  ]],
  ['a pool without connections', [['databases:\n', 'databases:\n  poolSize: 0\n']], [
    '[standards.yaml:33:3] databases.poolSize: poolSize must be at least 1, got 0; raise it',
  ]],
  ['36 days of backups', [['{ dev: 7 }', '{ dev: 36 }']], [
    '[standards.yaml:33:26] databases.backupRetentionDays.dev: backupRetentionDays must be a whole number from 7 to 35, got 36; lower it, because RDS keeps automated backups for 35 days at most',
  ]],
  ['no day of backups', [['{ dev: 7 }', '{ dev: 0 }']], [
    '[standards.yaml:33:26] databases.backupRetentionDays.dev: backupRetentionDays must be a whole number from 7 to 35, got 0; raise it, because what is noticed late could not be restored',
  ]],
  ['days of backups for no tier', [['{ dev: 7 }', '{ test: 7 }']], [
    '[standards.yaml:33:26] databases.backupRetentionDays.test: a key of backupRetentionDays must be one of dev, staging, prod, got "test"; use a tier',
  ]],
  ['a client image by tag', [['logRetentionDays: 365', 'clientImage: registry.example.com/platform/postgres-client:18']], [
    '[standards.yaml:34:3] databases.clientImage: clientImage must be an image with its digest, such as registry.example.com/platform/postgres-client@sha256: and 64 hexadecimal digits, got "registry.example.com/platform/postgres-client:18"; correct it',
  ]],
  ['a client image from elsewhere', [['logRetentionDays: 365', `clientImage: docker.io/library/postgres@sha256:${'0'.repeat(64)}`]], [
    `[standards.yaml:34:3] databases.clientImage: clientImage must come from one of the registries registry.example.com, got "docker.io/library/postgres@sha256:${'0'.repeat(64)}"; push it there, or add its registry`,
  ]],
  ['an endpoint that is no range', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      endpointCidrs: [10.16.210.1/24]\n']], [
    '[standards.yaml:17:23] environments.dev.aws.endpointCidrs.0: an address range must be an IPv4 CIDR block without bits behind its prefix, got "10.16.210.1/24"; write it as "10.0.0.0/16"',
  ]],
  ['no endpoints', [['      vpcId: vpc-011111111\n', '      vpcId: vpc-011111111\n      endpointCidrs: []\n']], [
    '[standards.yaml:17:7] environments.dev.aws.endpointCidrs: endpointCidrs must have at least 1 entry, got []; add what is missing',
  ]],
  ['31 days of logs', [['logRetentionDays: 365', 'logRetentionDays: 31']], [
    '[standards.yaml:34:3] databases.logRetentionDays: logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs offers no other',
  ]],
  ['a maximum of storage too close', [['maxStorageGiB: 50', 'maxStorageGiB: 25']], [
    '[standards.yaml:31:30] databaseSizes.dev.small.maxStorageGiB: maxStorageGiB must be at least 1.26 times storageGiB (20), got 25; raise maxStorageGiB to 26 or more',
  ]],
  ['storage too close to the built-in maximum', [['{ storageGiB: 20, maxStorageGiB: 50 }', '{ storageGiB: 40 }']], [
    '[standards.yaml:31:14] databaseSizes.dev.small.storageGiB: storageGiB must be at most 39 as long as maxStorageGiB is 50, the default, got 40; lower it or give a maxStorageGiB of 51 or more',
  ]],
  ['more copies at least than at most', [['minReplicas: 1', 'minReplicas: 4']], [
    '[standards.yaml:28:10] services.dev.minReplicas: minReplicas must not be above maxReplicas (3), got 4; raise maxReplicas or lower minReplicas',
  ]],
  ['fewer copies at most than the built-in least', [['dev: { minReplicas: 1, maxReplicas: 3 }', 'prod: { maxReplicas: 2 }']], [
    '[standards.yaml:28:11] services.prod.maxReplicas: maxReplicas must not be below minReplicas, which is 3 by default in prod, got 2; raise it or give minReplicas as well',
  ]],
  ['more copies at least than the built-in most', [['dev: { minReplicas: 1, maxReplicas: 3 }', 'prod: { minReplicas: 11 }']], [
    '[standards.yaml:28:11] services.prod.minReplicas: minReplicas must not be above maxReplicas, which is 10 by default in prod, got 11; lower it or give maxReplicas as well',
  ]],
  ['a maximum of storage too close to the built-in storage', [['{ storageGiB: 20, maxStorageGiB: 50 }', '{ maxStorageGiB: 25 }']], [
    '[standards.yaml:31:14] databaseSizes.dev.small.maxStorageGiB: maxStorageGiB must be at least 1.26 times storageGiB, which is 20 by default, got 25; raise maxStorageGiB to 26 or more',
  ]],
  ['no copy at least', [['minReplicas: 1', 'minReplicas: 0']], [
    '[standards.yaml:28:10] services.dev.minReplicas: minReplicas must be at least 1, got 0; raise it',
  ]],
  ['1001 copies at most', [['maxReplicas: 3', 'maxReplicas: 1001']], [
    '[standards.yaml:28:26] services.dev.maxReplicas: maxReplicas must be at most 1000, got 1001; lower it',
  ]],
  ['services of no tier', [['services:\n  dev:', 'services:\n  test:']], [
    '[standards.yaml:28:3] services.test: a key of services must be one of dev, staging, prod, got "test"; use a tier, not an environment\'s name',
  ]],
  ['database sizes of no tier', [['databaseSizes:\n  dev:', 'databaseSizes:\n  test:']], [
    '[standards.yaml:30:3] databaseSizes.test: a key of databaseSizes must be one of dev, staging, prod, got "test"; use a tier, not an environment\'s name',
  ]],
  ['an unknown size', [['small: {', 'tiny: {']], [
    '[standards.yaml:31:5] databaseSizes.dev.tiny: a size must be one of small, medium, large, got "tiny"; adjust one of these',
  ]],
  ['an instance class of EC2', [['{ storageGiB: 20,', '{ instanceClasses: [m8g.large], storageGiB: 20,']], [
    '[standards.yaml:31:32] databaseSizes.dev.small.instanceClasses.0: an instance class must be as RDS names it, got "m8g.large"; write it as "db.m8g.large"',
  ]],
  ['a registry with a scheme', [['- registry.example.com', '- https://registry.example.com']], [
    '[standards.yaml:4:5] registries.0: a registry must be a host with optional port and path, got "https://registry.example.com"; leave out the scheme, wildcards, tags and a trailing slash',
  ]],
  ['a kind with its version', [['registries:\n  - registry.example.com', 'registries:\n  - registry.example.com\nkinds: [argoproj.io/v1alpha1/Rollout]']], [
    '[standards.yaml:5:9] kinds.0: a kind must be an API group without version, a slash and a kind, or a resource type of AWS, got "argoproj.io/v1alpha1/Rollout"; write it as "argoproj.io/Rollout" or "aws_apprunner_service"',
  ]],
  ['no registry', [['registries:\n  - registry.example.com', 'registries: []']], [
    '[standards.yaml:3:1] registries: registries must have at least 1 entry, got []; add what is missing',
  ]],
  ['a namespace that all systems would share', [['\'{system}\'', 'apps']], [
    '[standards.yaml:12:5] environments.dev.namespace: namespace must contain {team} or {system}, got "apps"; otherwise all systems would share one namespace',
  ]],
  ['a namespace with an unknown placeholder', [['\'{system}\'', '\'{app}\'']], [
    '[standards.yaml:12:5] environments.dev.namespace: namespace must be lower-case letters, digits, hyphens and the placeholders {team}, {system} and {environment}, got "{app}"; correct it',
  ]],
  ['a namespace that begins with a hyphen', [['\'{system}\'', '\'-{system}\'']], [
    '[standards.yaml:12:5] environments.dev.namespace: namespace must start with a letter or a placeholder and have single hyphens only between others, got "-{system}"; write it as "{system}" or "apps-{system}"',
  ]],
  ['IRSA without the issuer', [['      version:', '      workloadIdentity: irsa\n      version:']], [
    '[standards.yaml:13:5] environments.dev.aws.endpointCidrs: endpointCidrs must be given when workloadIdentity is irsa and network policies know no names, got nothing; Pods take their role from AWS STS; name the address ranges of its interface endpoint',
    '[standards.yaml:20:5] environments.dev.cluster.oidcIssuer: oidcIssuer must be given when workloadIdentity is irsa, got nothing; copy it from the cluster without https://',
  ]],
  ['an issuer with a scheme', [['      version:', '      oidcIssuer: https://oidc.example.com\n      version:']], [
    '[standards.yaml:22:7] environments.dev.cluster.oidcIssuer: oidcIssuer must be a host with optional path, without https://, got "https://oidc.example.com"; correct it',
  ]],
  ['a cluster version that is too old', [['\'1.33\'', '\'1.27\'']], [
    '[standards.yaml:22:7] environments.dev.cluster.version: version must be a Kubernetes version from 1.28 to 1.37, got "1.27"; correct it',
  ]],
  ['a zone of hosts with a wildcard', [['[dev.example.com]', '[\'*.example.com\']']], [
    '[standards.yaml:24:85] environments.dev.cluster.exposure.zones.0: a zone must be a lower-case DNS name, got "*.example.com"; write it as "dev.example.com", without wildcard',
  ]],
  ['a provider that is no constraint', [['~> 5.100', 'latest']], [
    '[standards.yaml:35:1] awsProvider: awsProvider must be a Terraform version constraint, got "latest"; write it as "~> 5.100" or "~> 6.0"',
  ]],
  ['no team', [['teams:\n  team-payments: { costCenter: cc-1001, contact: payments@example.com }', 'teams: {}']], [
    '[standards.yaml:6:1] teams: teams must have at least one entry, got {}; add one',
  ]],
  ['no environment', [[ENVIRONMENTS, 'environments: {}\n']], [
    '[standards.yaml:9:1] environments: environments must have at least one entry, got {}; add one',
  ]],
  ['a malformed team id', [['  team-payments:', '  Payments:']], [
    '[standards.yaml:7:3] teams.Payments: a key of teams must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Payments"; rename it',
  ]],
  ['a malformed environment id', [['  dev:\n    tier', '  dev_1:\n    tier']], [
    '[standards.yaml:10:3] environments.dev_1: a key of environments must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "dev_1"; rename it',
  ]],
  ['a cost center that ends with a dot', [['cc-1001', 'cc-1001.']], [
    '[standards.yaml:7:20] teams.team-payments.costCenter: costCenter must end with a letter or digit, got "cc-1001."; it is the value of a label',
  ]],
  ['several problems of the schema', [['tier: dev', 'tier: test'], ['minReplicas: 1', 'minReplicas: 0'], ['vpc-011111111', 'vpc-1'], ['labelDomain: platform.example.com\n', '']], [
    '[standards.yaml:1:1] labelDomain: labelDomain must be given, got nothing; add it to the document',
    '[standards.yaml:10:5] environments.dev.tier: tier must be one of dev, staging, prod, got "test"; choose one of these',
    '[standards.yaml:15:7] environments.dev.aws.vpcId: vpcId must be vpc- and 8 to 17 hexadecimal digits, got "vpc-1"; correct it',
    '[standards.yaml:27:10] services.dev.minReplicas: minReplicas must be at least 1, got 0; raise it',
  ]],
  ['several problems between fields', [['~> 5.100', 'latest'], ['  team-payments:', '  Payments:'], ['10.16.201.0/24', '10.16.200.0/24'], ['- registry', '- https://registry'], ['\'{system}\'', '-apps']], [
    '[standards.yaml:4:5] registries.0: a registry must be a host with optional port and path, got "https://registry.example.com"; leave out the scheme, wildcards, tags and a trailing slash',
    '[standards.yaml:7:3] teams.Payments: a key of teams must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Payments"; rename it',
    '[standards.yaml:12:5] environments.dev.namespace: namespace must start with a letter or a placeholder and have single hyphens only between others, got "-apps"; write it as "{system}" or "apps-{system}"',
    '[standards.yaml:19:35] environments.dev.aws.databaseSubnets.1.cidr: an address range must not overlap with 10.16.200.0/24 of aws.databaseSubnets.0.cidr, got "10.16.200.0/24"; give each its own range',
    '[standards.yaml:35:1] awsProvider: awsProvider must be a Terraform version constraint, got "latest"; write it as "~> 5.100" or "~> 6.0"',
  ]],
  ['problems of the schema and between fields', [['tier: dev', 'tier: test'], ['\'{system}\'', 'apps'], ['10.16.201.0/24', '10.16.200.0/24'], ['version: \'1.33\'', 'version: 1.33'], ['~> 5.100', 'latest']], [
    '[standards.yaml:11:5] environments.dev.tier: tier must be one of dev, staging, prod, got "test"; choose one of these',
    '[standards.yaml:12:5] environments.dev.namespace: namespace must contain {team} or {system}, got "apps"; otherwise all systems would share one namespace',
    '[standards.yaml:19:35] environments.dev.aws.databaseSubnets.1.cidr: an address range must not overlap with 10.16.200.0/24 of aws.databaseSubnets.0.cidr, got "10.16.200.0/24"; give each its own range',
    '[standards.yaml:22:7] environments.dev.cluster.version: version must be a text, got 1.33; put it in quotes',
    '[standards.yaml:35:1] awsProvider: awsProvider must be a Terraform version constraint, got "latest"; write it as "~> 5.100" or "~> 6.0"',
  ]],
  ['a list that is too short and a wrong entry in it', [['        - { id: subnet-011111111, cidr: 10.16.201.0/24, zone: eu-central-1b }\n', ''], ['zone: eu-central-1a', 'zone: eu-west-1a']], [
    '[standards.yaml:17:7] environments.dev.aws.databaseSubnets: databaseSubnets must have at least 2 entries, got [{"id":"subnet-011111110","cidr":"10.16.200.0/24","zone":"eu-west-1a"}]; add what is missing',
    '[standards.yaml:18:57] environments.dev.aws.databaseSubnets.0.zone: zone must be in the environment\'s region eu-central-1, got "eu-west-1a"; correct the zone or the region',
  ]],
  ['a malformed value that several rules need', [['region: eu-central-1\n', 'region: Frankfurt\n'], ['zone: eu-central-1b', 'zone: b'], ['{ minReplicas: 1, maxReplicas: 3 }', '{ minReplicas: one, maxReplicas: 1 }'], ['services:\n  dev:', 'services:\n  prod:']], [
    '[standards.yaml:15:7] environments.dev.aws.region: region must be a region such as eu-central-1, got "Frankfurt"; correct it',
    '[standards.yaml:19:57] environments.dev.aws.databaseSubnets.1.zone: zone must be a zone such as eu-central-1a, got "b"; correct it',
    '[standards.yaml:28:11] services.prod.minReplicas: minReplicas must be a whole number, got "one"; correct it',
  ]],
  ['the zones of all subnets malformed', [['zone: eu-central-1a', 'zone: a'], ['zone: eu-central-1b', 'zone: b']], [
    '[standards.yaml:18:57] environments.dev.aws.databaseSubnets.0.zone: zone must be a zone such as eu-central-1a, got "a"; correct it',
    '[standards.yaml:19:57] environments.dev.aws.databaseSubnets.1.zone: zone must be a zone such as eu-central-1a, got "b"; correct it',
  ]],
  ['a malformed issuer for IRSA', [['      version:', '      workloadIdentity: irsa\n      oidcIssuer: https://oidc.example.com\n      version:']], [
    '[standards.yaml:13:5] environments.dev.aws.endpointCidrs: endpointCidrs must be given when workloadIdentity is irsa and network policies know no names, got nothing; Pods take their role from AWS STS; name the address ranges of its interface endpoint',
    '[standards.yaml:23:7] environments.dev.cluster.oidcIssuer: oidcIssuer must be a host with optional path, without https://, got "https://oidc.example.com"; correct it',
  ]],
  ['the only team malformed', [['{ costCenter: cc-1001, contact: payments@example.com }', 'payments'], ['  team-payments:', '  Payments:']], [
    '[standards.yaml:7:3] teams.Payments: Payments must be a mapping of keys to values, got "payments"; correct it',
  ]],
];

const WHOLE: [name: string, content: string, problems: string[]][] = [
  ['an empty file', '', [
    '[standards.yaml:1:1] the document must be a mapping of keys to values, got nothing; correct it',
  ]],
  ['a file of comments', '# later\n', [
    '[standards.yaml:1:1] the document must be a mapping of keys to values, got nothing; correct it',
  ]],
  ['a list', '- organization: example\n', [
    '[standards.yaml:1:1] the document must be a mapping of keys to values, got [{"organization":"example"}]; correct it',
  ]],
  ['a text', 'organization\n', [
    '[standards.yaml:1:1] the document must be a mapping of keys to values, got "organization"; correct it',
  ]],
  ['YAML indented by tabs', VALID.replace(/^ +/gm, indent => '\t'.repeat(indent.length / 2)), [
    '[standards.yaml:4:1] lines must be indented with spaces, got a tab before "- registry.example.com"; replace every tab of the file by spaces',
  ]],
  ['two documents', `${VALID}---\n${VALID}`, [
    '[standards.yaml:36:1] the file must hold one document, got a second one below "---"; remove it or put it in a file of its own',
  ]],
  ['JSON with a list without its end', '{\n  "registries": ["registry.example.com",\n  "teams": { "a": {} }\n}\n', [
    '[standards.yaml:2:17] a bracket must be closed, got "\\"registries\\": [\\"registry.example.com\\","; add the missing ]',
  ]],
  ['JSON without its end', '{\n  "organization": "example"\n', [
    '[standards.yaml:1:1] a bracket must be closed, got "{"; add the missing }',
  ]],
  ['aliases of aliases', `${aliases(9)}\n`, [
    '[standards.yaml] the file must be plain data, got "Excessive alias count indicates a resource exhaustion attack"; write it without anchors and aliases',
  ]],
  ['JSON with a comma missing', '{\n  "organization": "example"\n  "labelDomain": "platform.example.com"\n}\n', [
    '[standards.yaml:3:3] the file must be YAML or JSON, got "\\"labelDomain\\": \\"platform.example.com\\""; missing , between flow map items',
  ]],
  ['JSON with an unknown key', JSON.stringify({ organisation: 'example', ...parse(VALID) }, undefined, 2), [
    '[standards.yaml:2:3] organisation: a key must be one of organization, labelDomain, apiGroup, teams, environments, registries, kinds, services, databaseSizes, databases, awsProvider, asOf, domains, catalog, got "organisation"; correct or remove it',
  ]],
  ['JSON with a wrong value', JSON.stringify({ ...parse(VALID), awsProvider: 'latest' }, undefined, 2), [
    '[standards.yaml:75:3] awsProvider: awsProvider must be a Terraform version constraint, got "latest"; write it as "~> 5.100" or "~> 6.0"',
  ]],
];

let home: string;
let folder: string;

beforeEach(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

test('the document that the rows edit is accepted', () => {
  writeFileSync(FILE, VALID);

  const { props } = Standards.fromFile(FILE);

  expect(Object.keys(props.environments)).toEqual(['dev']);
});

test('the key by which an editor finds the schema is accepted and is no decision', () => {
  writeFileSync(FILE, VALID);
  writeFileSync('standards.json', JSON.stringify({ $schema: './node_modules/pavement/lib/standards/standards.schema.json', ...parse(VALID) }));

  const json = Standards.fromFile('standards.json');

  expect(json.props).not.toHaveProperty('$schema');
  expect(json.digest()).toBe(Standards.fromFile(FILE).digest());
});

test.each(EDITED)('%s is refused with its place', (_, edits, problems) => {
  writeFileSync(FILE, edits.reduce(replaced, VALID));

  const error = thrownBy(() => Standards.fromFile(FILE));

  expectProblems(error, problems);
  expect(readdirSync(folder)).toEqual([FILE]);
});

test.each(WHOLE)('%s in place of standards is refused with its place', (_, content, problems) => {
  writeFileSync(FILE, content);

  const error = thrownBy(() => Standards.fromFile(FILE));

  expectProblems(error, problems);
  expect(readdirSync(folder)).toEqual([FILE]);
});

test('a file that is missing is named', () => {
  const error = thrownBy(() => Standards.fromFile(FILE));

  expectProblems(error, [`[standards.yaml] the standards file must exist, got no file at ${join(process.cwd(), FILE)}; correct the path, which is relative to the working directory`]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that is missing at an absolute path is named', () => {
  const path = join(folder, 'missing', FILE);

  const error = thrownBy(() => Standards.fromFile(path));

  expectProblems(error, [`[${path}] the standards file must exist, got no file at ${path}; correct the path`]);
});

test('a folder in place of a file is named', () => {
  const error = thrownBy(() => Standards.fromFile('.'));

  expectProblems(error, [`[.] the standards file must be a file, got a folder at ${process.cwd()}; correct the path, which is relative to the working directory`]);
  expect(readdirSync(folder)).toEqual([]);
});

/** Lists of ten aliases of the list before, a number of times: a small file that would fill the memory. */
function aliases(depth: number): string {
  return Array.from({ length: depth }, (_, i) => `a${i}: &a${i} [${Array.from({ length: 10 }, () => i === 0 ? 'x' : `*a${i - 1}`).join(', ')}]`).join('\n');
}

/** The document with an edit made, which must have something to replace in one place only. */
function replaced(document: string, [from, to]: Edit): string {
  expect(document.split(from)).toHaveLength(2);
  return document.replace(from, () => to);
}

function expectProblems(error: Error, problems: string[]): void {
  expect(error.name).toBe('PlatformError');
  expect(error.message.split('\n').slice(1).map(line => line.trim())).toEqual(problems);
}

function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the standards were accepted');
}
