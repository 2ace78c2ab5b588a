import { OptionTable, SERVICE_OPTIONS, choice, idRule } from './option-table';

const { owner, description, ci, repository, environments, registry, ...rest } = SERVICE_OPTIONS;
const { codeowners, dependencyBot, docs, deps, devDeps, gitignore, createdAt, outdir } = rest;

/** Every option of a platform team's library, and what it may be. */
export const LIBRARY_OPTIONS: OptionTable = {
  name: {
    kind: 'text',
    pattern: /^(?=.{1,60}$)(@[a-z][a-z0-9]*(-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    rule: 'must be the name of a package: up to 60 lower-case letters, digits and single hyphens, with an optional scope',
    remedy: 'say it with --name @acme/platform, or rename the folder',
  },
  owner,
  description,
  organization: { ...idRule, remedy: 'say it with --organization acme' },
  ci,
  repository,
  publishTo: choice('npm', 'project'),
  teams: { ...owner, kind: 'list', rule: owner.rule.replace('the id of a team', 'a list of ids of teams'), remedy: 'say each with --teams team-payments' },
  environments: { ...environments, remedy: 'say each with --environments dev' },
  registry,
  platformPackage: {
    kind: 'text',
    pattern: /^pavement(@\S+)?$/,
    rule: 'must be pavement with an optional version or file',
    remedy: 'write it as pavement@^1.0.0 or pavement@file:/tmp/pavement.tgz',
  },
  codeowners,
  dependencyBot,
  docs,
  deps,
  devDeps,
  gitignore,
  createdAt,
  outdir,
};
