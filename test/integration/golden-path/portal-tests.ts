import { Answers, filesOf, withTemplate } from './portal';
import { Packages, inRepository } from '../harness/golden-path';
import { mustSucceed, run } from '../harness/run';

/** What the tests of the path share. */
export interface Path {
  /** Gone after the tests. */
  readonly folder: string;
  readonly packages: Packages;
  /** A repository that the command has made, untouched and with everything installed. */
  readonly repository: string;
}

/** The answers that say what the command was told. */
const ANSWERS: Answers = {
  name: 'checkout-api', owner: 'group:default/team-payments', repoUrl: 'github.com?owner=team-payments&repo=checkout-api', database: 'postgres', ci: ['gitlab', 'github'],
};

/** Written by the first `npx projen`, and by `npx projen synth`. */
const FOLLOWS = /^(package-lock\.json|\.platform\/(answers|lock)\.json|catalog-info\.yaml|pavement\.ledger\.json|(dist|cdktf\.out|governance)\/.*)$/;

/** The form of a portal beside the command. */
export function portalTests(path: () => Path): void {
  test('a form in a real Backstage makes the repository that the command makes, byte for byte, and the catalog has it', async () => {
    const { folder, packages, repository } = path();
    const command = filesOf(repository);

    await withTemplate(folder, repository, packages, async portal => {
      await expect(portal.submit({ ...ANSWERS, database: 'postgress' })).rejects.toThrow(/400.*postgress|400.*database/s);

      const made = await portal.submit(ANSWERS);

      const form = filesOf(made);
      expect([...form.keys()]).toEqual([...command.keys()].filter(file => !FOLLOWS.test(file)));
      for (const [file, text] of form) expect([file, text]).toEqual([file, command.get(file)]);

      // its last page says: npm install && npx projen && npx projen synth; what is installed is that of the command
      mustSucceed('cp', run('cp', ['-al', `${repository}/node_modules`, `${repository}/package-lock.json`, made]));
      mustSucceed('projen', await inRepository(made, 'npx', 'projen'));
      mustSucceed('synth', await inRepository(made, 'npx', 'projen', 'synth'));

      const complete = filesOf(made);
      expect([...complete.keys()]).toEqual([...command.keys()]);
      // which has the moment of its creation
      for (const [file, text] of complete) if (file !== '.platform/answers.json') expect([file, text]).toEqual([file, command.get(file)]);

      const entities = await portal.registered(ANSWERS, ['Component', 'API', 'Resource', 'System'], 5);
      const component = entities.find(({ kind, metadata }) => kind === 'Component' && metadata.name === 'checkout-api');
      expect(component?.relations.map(({ type, targetRef }) => `${type} ${targetRef}`)).toEqual(expect.arrayContaining([
        'ownedBy group:default/team-payments', 'dependsOn resource:checkout-api/checkout-api-db', 'providesApi api:checkout-api/checkout-api', 'partOf system:default/checkout-api',
      ]));
      expect(entities.find(({ kind }) => kind === 'API')?.spec.definition).toContain('"/v1/greetings/{name}"');
    });
  });
}
