import fc from 'fast-check';
import { arbitraryProps, arbitraryStandards } from './arbitrary-service';
import { MOST_GRACE_SECONDS } from '../../src/standards/defaults';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { PlatformService } from 'pavement';

/**
 * What a refusal says. Of all controls only one can be broken by props: a service may have fewer copies than production asks for, with a
 * waiver.
 */
const REFUSAL = /^\[prod\/(api|caller)\] .* must .*, got .*; .*$|^\[K8S-18\] there must be at least 3 copies in production, got [12]\n/s;

/** What any combination of props gives: the documents, or nothing when the library refused it in words. */
function outcome(props: object, standards: Parameters<typeof synthesise>[1]): Document[] | undefined {
  let output: Synthesised;
  try {
    output = synthesise(app => {
      const prod = app.environment('prod');
      const caller = new PlatformService(prod, 'caller', { image: IMAGE });
      caller.calls(new PlatformService(prod, 'api', props as never));
    }, standards);
  } catch (error) {
    expect(error).toMatchObject({ name: 'PlatformError' });
    (error as { problems: string[] }).problems.forEach(problem => expect(problem).toMatch(REFUSAL));
    return undefined;
  }
  return [...output.manifests('prod', 'api'), ...output.manifests('prod', 'caller')];
}

test('any combination of props is refused in words, or gives documents for which the laws hold', () => {
  let accepted = 0;
  fc.assert(fc.property(arbitraryProps, arbitraryStandards, (props, standards) => {
    const documents = outcome(props, { standards });
    if (documents) {
      accepted++;
      LAWS.forEach(law => law(documents));
    }
  }), { numRuns: 250 });
  // else the laws would have been tried on nothing
  expect(accepted).toBeGreaterThan(60);
});

const ofKind = (documents: Document[], kind: string) => documents.filter(document => document.kind === kind);
const pods = (documents: Document[]) => ofKind(documents, 'Deployment').map(({ spec }) => spec.template);
const containers = (pod: Document): Document[] => [...pod.spec.containers, ...pod.spec.initContainers ?? []];
const matches = (
  labels: Record<string, string>, selector: Record<string, string>,
) => Object.entries(selector).every(([key, value]) => labels[key] === value);

const LAWS: ((documents: Document[]) => void)[] = [
  function labelsAreComplete(documents) {
    [...documents, ...pods(documents)].forEach(({ metadata }) => expect(Object.keys(metadata.labels)).toEqual(expect.arrayContaining([
      'app.kubernetes.io/name', 'app.kubernetes.io/part-of', 'app.kubernetes.io/managed-by', 'platform.example.com/owner', 'platform.example.com/cost-center',
      'platform.example.com/system', 'platform.example.com/environment',
    ])));
  },
  function namesAreDistinct(documents) {
    const names = documents.map(({ apiVersion, kind, metadata }) => `${apiVersion}/${kind}/${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    pods(documents).forEach(pod => {
      const all = containers(pod).map(({ name }) => name);
      expect(new Set(all).size).toBe(all.length);
    });
  },
  function selectorsMatchOneWorkload(documents) {
    const selectors = documents.flatMap(({ kind, spec }): Record<string, string>[] => ({
      Service: [spec?.selector],
      Deployment: [spec?.selector?.matchLabels],
      NetworkPolicy: [spec?.podSelector?.matchLabels],
      PodMonitor: [spec?.selector?.matchLabels],
      PodDisruptionBudget: [spec?.selector?.matchLabels],
      CiliumNetworkPolicy: [spec?.endpointSelector?.matchLabels],
    }[kind as string] ?? []));
    selectors.forEach(selector => expect(pods(documents).filter(({ metadata }) => matches(metadata.labels, selector))).toHaveLength(1));
  },
  function copiesStopInTime(documents) {
    pods(documents).forEach(({ spec }) => {
      const waits = spec.containers[0].lifecycle?.preStop.sleep.seconds ?? 0;
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(waits);
      expect(spec.terminationGracePeriodSeconds).toBeLessThanOrEqual(MOST_GRACE_SECONDS);
    });
  },
  function probesActInOrder(documents) {
    pods(documents).forEach(({ spec: { containers: [{ readinessProbe, livenessProbe, startupProbe }] } }) => {
      const seconds = (probe: Document) => probe.periodSeconds * probe.failureThreshold;
      expect(seconds(livenessProbe)).toBeGreaterThan(seconds(readinessProbe));
      expect(startupProbe).toBeDefined();
    });
    ofKind(documents, 'Deployment').forEach(({ spec }) => {
      const { startupProbe } = spec.template.spec.containers[0];
      expect(spec.progressDeadlineSeconds).toBeGreaterThan(startupProbe.periodSeconds * startupProbe.failureThreshold + spec.minReadySeconds);
    });
  },
  function budgetsNeverBlockADrain(documents) {
    ofKind(documents, 'HorizontalPodAutoscaler').forEach(({ metadata, spec }) => {
      expect(spec.minReplicas).toBeLessThanOrEqual(spec.maxReplicas);
      const budget = ofKind(documents, 'PodDisruptionBudget').filter(other => other.metadata.name === metadata.name);
      expect(budget).toHaveLength(1);
      budget.forEach(other => expect(other.spec.maxUnavailable).toBe(spec.minReplicas >= 10 ? '10%' : 1));
    });
  },
  function whatIsReferredToIsThere(documents) {
    const configMaps = ofKind(documents, 'ConfigMap').map(({ metadata }) => metadata.name);
    const secrets = new Map(ofKind(documents, 'ExternalSecret').map(({ spec }) => [spec.target.name, spec.data.map((entry: Document) => entry.secretKey)]));
    pods(documents).forEach(pod => {
      const volumes = new Map(pod.spec.volumes.map((volume: Document) => [volume.name, volume]));
      expect(volumes.size).toBe(pod.spec.volumes.length);
      pod.spec.volumes.forEach(({ configMap }: Document) => configMap && expect(configMaps).toContain(configMap.name));
      containers(pod).forEach(({ volumeMounts, envFrom, env }) => {
        const paths = volumeMounts.map(({ mountPath }: Document) => mountPath);
        expect(new Set(paths).size).toBe(paths.length);
        volumeMounts.forEach(({ name }: Document) => expect(volumes.has(name)).toBe(true));
        envFrom?.forEach(({ configMapRef }: Document) => expect(configMaps).toContain(configMapRef.name));
        const names = (env ?? []).map(({ name }: Document) => name);
        expect(new Set(names).size).toBe(names.length);
        env?.forEach(
          ({ valueFrom }: Document) => valueFrom && expect(secrets.get(valueFrom.secretKeyRef.name)).toContain(valueFrom.secretKeyRef.key),
        );
      });
    });
  },
  function portsAgree(documents) {
    const [api] = ofKind(documents, 'Deployment').filter(({ metadata }) => metadata.name === 'api');
    const declared = new Map<string, number>(api.spec.template.spec.containers[0].ports.map((port: Document) => [port.name, port.containerPort]));
    const [service] = ofKind(documents, 'Service').filter(({ metadata }) => metadata.name === 'api');
    service.spec.ports.forEach(({ targetPort }: Document) => expect(declared.has(targetPort)).toBe(true));
    ofKind(documents, 'PodMonitor').filter(({ metadata }) => metadata.name === 'api').forEach(({ spec }) => expect(declared.has(spec.podMetricsEndpoints[0].port)).toBe(true));
    const [policy] = ofKind(documents, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'api');
    policy.spec.ingress.forEach(({ ports }: Document) => expect([...declared.values()]).toContain(ports[0].port));
    // both ends of the call name the same port
    const callee = declared.get(service.spec.ports[0].targetPort);
    const [caller] = ofKind(documents, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'caller');
    expect(caller.spec.egress.filter(({ to }: Document) => to[0].podSelector?.matchLabels['app.kubernetes.io/name'] === 'api')).toMatchObject([{ ports: [{ port: callee }] }]);
    expect(policy.spec.ingress.filter(({ from }: Document) => from[0].podSelector?.matchLabels['app.kubernetes.io/name'] === 'caller')).toMatchObject([{ ports: [{ port: callee }] }]);
  },
  function policiesNameWhomTheyLetThrough(documents) {
    // a rule without peers lets everybody through
    ofKind(documents, 'NetworkPolicy').forEach(({ spec }) => [...(spec.ingress ?? []).map(({ from }: Document) => from), ...spec.egress.map(({ to }: Document) => to)]
      .forEach(peers => expect(peers.length).toBeGreaterThan(0)));
  },
  function everyContainerIsRestricted(documents) {
    pods(documents).forEach(pod => {
      expect(pod.spec).toMatchObject({ enableServiceLinks: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
      containers(pod).forEach(({ securityContext, resources }) => {
        expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } });
        expect(Object.keys(resources.limits).sort()).toEqual(['ephemeral-storage', 'memory']);
        expect(Object.keys(resources.requests).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      });
    });
  },
];
