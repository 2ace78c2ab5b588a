import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { IMAGE, synthesise } from '../synthesised';
import { PlatformApp, PlatformService, TeamNamespace } from 'pavement';

/** The ids of the controls that do not let a program pass, sorted. */
function controlsAgainst(build: (app: PlatformApp) => void): string[] {
  try {
    synthesise(build);
  } catch (error) {
    return [...new Set((error as { problems: string[] }).problems.map(problem => /^\[([A-Z0-9]+-\d+)\]/.exec(problem)?.[1] ?? problem))].sort();
  }
  return [];
}

describe('what a construct wrote is missed when it is taken away', () => {
  const ENVIRONMENTS = ['dev', 'prod'];
  const cases: [string, string[]][] = [
    ['autoscaler', ['K8S-18']],
    ['deployment', ['K8S-17', 'K8S-18', 'K8S-19']],
    ['disruption-budget', ['K8S-17']],
  ];

  test.each(cases)('%s of a service', (id, controls) => {
    for (const environment of ENVIRONMENTS) {
      expect(controlsAgainst(app => {
        const service = new PlatformService(app.environment(environment), 'api', { image: IMAGE });
        expect(service.node.tryRemoveChild(id)).toBe(true);
      })).toEqual(controls);
    }
  });

  test.each<[string, string, JsonPatch[]]>([
    ['network-policy', 'K8S-14', [JsonPatch.replace('/spec/podSelector/matchLabels', { app: 'other' })]],
    ['service-account', 'K8S-13', [JsonPatch.replace('/metadata/name', 'other')]],
  ])('%s of a service, which is there but not for it', (id, control, patches) => {
    for (const environment of ENVIRONMENTS) {
      expect(controlsAgainst(app => {
        const service = new PlatformService(app.environment(environment), 'api', { image: IMAGE });
        (service.node.findChild(id) as ApiObject).addJsonPatch(...patches);
      })).toEqual([control]);
    }
  });

  test.each(['network-policy', 'service-account'])('%s of a service, which the Deployment waits for', id => {
    expect(controlsAgainst(app => {
      const service = new PlatformService(app.environment('prod'), 'api', { image: IMAGE });
      expect(service.node.tryRemoveChild(id)).toBe(true);
    })).toEqual([expect.stringContaining(`got "prod/api/${id}"`)]);
  });

  test.each([['quota', ['K8S-21']], ['limits', ['K8S-21']], ['deny', ['K8S-14']]])('%s of a namespace', (id, controls) => {
    expect(controlsAgainst(app => {
      const namespace = new TeamNamespace(app.environment('prod'), 'namespace');
      expect(namespace.node.tryRemoveChild(id)).toBe(true);
    })).toEqual(controls);
  });

  test('and nothing is missed where nothing was taken away', () => {
    expect(controlsAgainst(app => app.environments.forEach(environment => {
      new TeamNamespace(environment, 'namespace');
      new PlatformService(environment, 'api', { image: IMAGE });
    }))).toEqual([]);
  });
});

describe('every object obeys, whoever made it', () => {
  const bare = { containers: [{ name: 'api', image: 'docker.io/library/nginx:latest' }] };
  const EVERYTHING = ['K8S-04', 'K8S-05', 'K8S-06', 'K8S-07', 'K8S-08', 'K8S-10', 'K8S-11', 'K8S-13', 'K8S-14', 'K8S-21', 'K8S-22'];

  test('a Pod in a chart of no environment', () => {
    expect(controlsAgainst(app => new ApiObject(new Chart(app, 'own'), 'pod', { apiVersion: 'v1', kind: 'Pod', spec: bare }))).toEqual(EVERYTHING);
  });

  test('a Pod in a list', () => {
    expect(controlsAgainst(app => new ApiObject(new Chart(app, 'own'), 'list', {
      apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: bare }],
    }))).toEqual(EVERYTHING);
  });

  test('the template of a custom resource, beside the custom resource itself', () => {
    expect(controlsAgainst(app => new ApiObject(new Chart(app, 'own'), 'rollout', {
      apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: { spec: bare } },
    }))).toEqual([...EVERYTHING.filter(id => id !== 'K8S-21').slice(0, 7), 'K8S-12', 'K8S-13', 'K8S-14', 'K8S-17', 'K8S-18', 'K8S-22', 'K8S-24']);
  });

  test('the Deployment of a service under a patch of cdk8s', () => {
    expect(controlsAgainst(app => {
      const service = new PlatformService(app.environment('dev'), 'api', { image: IMAGE });
      (service.node.findChild('deployment') as ApiObject).addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
    })).toEqual(['K8S-02']);
  });
});
