import { External, ExternalServiceOptions } from './external';
import type { CallOptions } from './platform-service';
import { PortSpec } from './resolve-network';
import type { ServiceSpec } from './resolve-service';
import type { ServiceEdges } from './service-edges';
import { Protocol } from './service-props';
import { KeysOf, isAbsent, isWhole, oneOf, struct } from '../core/checks';
import { selectorLabels } from '../core/labels';
import { EnvVar, NetworkPolicyPeer } from '../core/manifests';
import { ID_RULE, isId, namespaceName } from '../core/names';
import { Problems } from '../core/problems';

/** One end of a call, as the other end's network policy sees it. */
export interface CallSpec {
  /** Sorts and tells calls apart. */
  readonly key: string;
  readonly peer: NetworkPolicyPeer;
  /** Port of the container that is called. */
  readonly port: number;
  /** Where the callee is, for the caller. */
  readonly variable?: EnvVar;
}

const OPTIONS: KeysOf<CallOptions> = { port: true, variable: true };
const EXTERNAL_OPTIONS: KeysOf<ExternalServiceOptions> = { team: true, port: true, protocol: true };
const DEFAULT_PORT = 8080;
const SERVICE_PORT = 80;

/** A workload as network policies and DNS know it. */
interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Record<string, string>;
}

/** A call within the program: both ends of it. */
export function resolveCall(
  caller: ServiceEdges, callee: ServiceSpec, options: CallOptions, problems: Problems,
): { out: CallSpec; in: CallSpec } | undefined {
  const { port: portName } = struct(options, 'the options of calls()', OPTIONS, problems);
  const port = isAbsent(portName) ? callee.ports[0] : callee.ports.find(({ name }) => name === portName);
  problems.must(port !== undefined, `the port of calls() must be one of ${callee.ports.map(({ name }) => name).join(', ')}`, portName, `declare it in additionalPorts of ${callee.name}, or call another one`);
  if (!port || !problems.none) {
    return undefined;
  }
  const target = workloadOf(callee);
  const isMain = port === callee.ports[0];
  const variable = variableFor(caller, target, port, isMain ? '' : port.name, options, problems);
  const outgoing = { key: keyOf(target, port.port), peer: peerOf(target), port: port.port, variable };
  const source = workloadOf(caller.spec);
  return problems.none ? { out: outgoing, in: { key: keyOf(source, port.port), peer: peerOf(source), port: port.port } } : undefined;
}

/** A call to another program: the caller's end of it. */
export function resolveExternalCall(caller: ServiceEdges, callee: External, options: CallOptions, problems: Problems): CallSpec | undefined {
  struct(options, 'the options of calls()', OPTIONS, problems);
  problems.must(isAbsent(options.port), 'the port of calls() must be left out for an External', options.port, 'name it in the options of External.service');
  const target = externalWorkload(caller.spec, callee, 'calls()', problems);
  const { port = DEFAULT_PORT, protocol } = struct(callee._options, 'the options of External.service', EXTERNAL_OPTIONS, problems);
  problems.must(isWhole(port, 1, 65535), 'the port of External.service must be a whole number from 1 to 65535', port, 'name the port that its container listens on');
  const spoken = oneOf(protocol, Protocol.HTTP, 'the protocol of External.service', Object.values(Protocol), 'Protocol', problems);
  if (!target || !problems.none) {
    return undefined;
  }
  const variable = variableFor(caller, target, { name: '', port, servicePort: SERVICE_PORT, protocol: spoken }, '', options, problems);
  return problems.none ? { key: keyOf(target, port), peer: peerOf(target), port, variable } : undefined;
}

/** A call from another program: the callee's end of it. */
export function resolveExternalCaller(callee: ServiceSpec, caller: External, portName: string | undefined, problems: Problems): CallSpec | undefined {
  const port = isAbsent(portName) ? callee.ports[0] : callee.ports.find(({ name }) => name === portName);
  problems.must(port !== undefined, `the port of allowFrom() must be one of ${callee.ports.map(({ name }) => name).join(', ')}`, portName, 'declare it in additionalPorts, or open another one');
  const source = externalWorkload(callee, caller, 'allowFrom()', problems);
  return port && source && problems.none ? { key: keyOf(source, port.port), peer: peerOf(source), port: port.port } : undefined;
}

function externalWorkload(
  { placed: { ownership, spec: environment } }: ServiceSpec, { system, componentName, _options }: External, at: string, problems: Problems,
): Workload | undefined {
  const team = _options?.team ?? ownership.team;
  problems.must(isId(system), `the system of External.service must be ${ID_RULE}`, system, 'name it as its own program does');
  problems.must(isId(componentName), `the name of External.service must be ${ID_RULE}`, componentName, 'name it as its own program does');
  problems.must(system !== ownership.system, `${at} must be given the service itself within a system`, `${system}/${componentName}`, 'External is for what other programs declare');
  problems.must(
    Object.hasOwn(environment.teams, team), `the team of External.service must be one of ${Object.keys(environment.teams).join(', ')}`, team, 'name the team that owns it',
  );
  return problems.none ? {
    name: componentName,
    namespace: namespaceName(environment.namespacePattern, { ...ownership, system, team }),
    selector: selectorLabels({ ...ownership, system, team }, componentName),
  } : undefined;
}

/** The variable that tells the caller where the callee is; what it is called follows from the callee, or is the developer's choice. */
function variableFor(
  caller: ServiceEdges, { name, namespace }: Workload, { servicePort, protocol }: PortSpec, suffix: string, options: CallOptions, problems: Problems,
): EnvVar {
  const isHttp = protocol === Protocol.HTTP || protocol === Protocol.HTTP2;
  const stem = [name, ...suffix === '' ? [] : [suffix]].join('_').toUpperCase().replace(/-/g, '_');
  const variable = options.variable ?? `${stem}_${isHttp ? 'URL' : 'ADDRESS'}`;
  problems.must(
    typeof variable === 'string' && /^[A-Z][A-Z0-9_]*$/.test(variable), 'the variable of calls() must be upper-case letters, digits and underscores, starting with a letter', variable,
    `write it as "${stem}_URL", or leave it out`,
  );
  problems.must(!caller.variableNames().includes(variable), 'calls() must not set a variable twice', variable, 'give this call another one, such as { variable: \'SECOND_URL\' }');
  const host = `${name}.${namespace}.svc`;
  const value = isHttp ? `http://${host}${servicePort === SERVICE_PORT ? '' : `:${servicePort}`}` : `${host}:${servicePort}`;
  return { name: variable, value };
}

function workloadOf({ name, selector, placed: { namespace } }: ServiceSpec): Workload {
  return { name, namespace, selector };
}

function keyOf({ namespace, name }: Workload, port: number): string {
  return `${name}.${namespace}:${port}`;
}

function peerOf({ namespace, selector }: Workload): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: selector },
  };
}
