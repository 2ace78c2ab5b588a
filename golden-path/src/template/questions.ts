/** A field of the form. */
export interface Question {
  /** Option of the project type that the answer goes to. */
  readonly option: string;
  readonly title: string;
  /** As the documentation of the option says it. */
  readonly help: string;
}

/** A page of the form. */
export interface Page {
  readonly title: string;
  readonly questions: readonly Question[];
}

/**
 * What a form asks of whoever wants a service: every option that is one line, a number or a choice. What is a list of something that only the
 * platform knows, such as its environments, is decided when the template is built.
 */
export const PAGES: readonly Page[] = [
  {
    title: 'What it is',
    questions: [
      { option: 'name', title: 'Name', help: 'Name of the service: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter.' },
      { option: 'owner', title: 'Owner', help: 'Id of the team that owns it, such as `team-payments`; one of the teams of the platform\'s standards.' },
      { option: 'system', title: 'System', help: 'System that it belongs to: 1 to 40 lower-case letters, digits and single hyphens.' },
      { option: 'description', title: 'Description', help: 'What it is for, in one sentence of up to 200 characters.' },
      { option: 'domain', title: 'Domain', help: 'Id of the domain that its system belongs to; one of the domains of the platform\'s standards.' },
      { option: 'lifecycle', title: 'Lifecycle', help: 'How far it is, for the catalog: `experimental`, `production` or `deprecated`.' },
      { option: 'tier', title: 'Tier', help: 'How much depends on it: `critical`, `standard` or `best-effort`.' },
    ],
  },
  {
    title: 'What it runs on',
    questions: [
      { option: 'database', title: 'Database', help: 'Database that it begins with: `postgres` or `none`. One can be added later in platform/app.ts.' },
      { option: 'port', title: 'Port', help: 'Port that it listens on: 1024 to 65535.' },
      { option: 'registry', title: 'Registry', help: 'Registry, with an optional folder, that its image is pushed to; the platform\'s standards must allow it.' },
      { option: 'gitops', title: 'GitOps', help: 'What brings manifests into clusters: `argocd` or `flux`.' },
    ],
  },
  {
    title: 'What it promises',
    questions: [
      { option: 'sloAvailability', title: 'Availability in percent', help: 'Share of requests that should succeed over 28 days, in percent: 90 to 99.999.' },
      { option: 'sloLatencyMs', title: 'Latency in milliseconds', help: 'Milliseconds in which 99 % of requests should be answered: one of 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000, the boundaries of the histogram.' },
      { option: 'traceSamplingPercent', title: 'Traces in percent', help: 'Traces that are kept, in percent, when the caller has not decided: 0 to 100.' },
      { option: 'logLevel', title: 'Log level', help: 'Least severe log that is written: `debug`, `info`, `warn` or `error`.' },
    ],
  },
  {
    title: 'How it is kept',
    questions: [
      { option: 'ci', title: 'Pipelines', help: 'Whose pipelines it has: `github`, `gitlab`, or both.' },
      { option: 'dependencyBot', title: 'Updates of dependencies', help: 'What opens changes for new versions of what it uses: `renovate` or `none`.' },
      { option: 'docs', title: 'Documentation site', help: 'Whether it has a documentation site that TechDocs can read.' },
    ],
  },
];

/** The options that are asked for. */
export const ASKED: readonly string[] = PAGES.flatMap(({ questions }) => questions.map(({ option }) => option));
