import { isIPv4 } from 'node:net';
import { program } from './programs';
import { mustSucceed, runAsync } from './run';

/** A NetworkPolicy, as far as its own words are read here: addresses and ports. */
export interface NetworkPolicy {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { ingress?: PolicyRule[]; egress?: PolicyRule[] };
}

/** A rule, for either direction. */
export interface PolicyRule {
  readonly from?: PolicyPeer[];
  readonly to?: PolicyPeer[];
  readonly ports?: { readonly port?: number | string; readonly endPort?: number; readonly protocol?: string }[];
}

interface PolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
  readonly podSelector?: object;
  readonly namespaceSelector?: object;
}

/** A Pod somewhere in the cluster. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Record<string, string>;
  /** Policies may speak of Pods by their addresses, too. */
  readonly ip: string;
}

/** Addresses without a difference between them, none of them a Pod's. */
interface Range {
  readonly first: string;
  readonly last: string;
}

type End = Pod | Range;

/** What one end asks of another, as the evaluator reads it. */
interface Traffic {
  readonly Source: object;
  readonly Destination: object;
  readonly Protocol: string;
  readonly ResolvedPort: number;
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const LAST_PORT = 65535;

/**
 * Every connection that policies let through to or from the guarded Pods, as `shop/web → shop/cart: TCP 8080`.
 *
 * Cyclonus (see tools/policy-evaluator) judges one question at a time, so what it is asked must leave nothing out: the addresses between two
 * that policies name are all alike, and so are the ports, so that one of each such range stands for all of it.
 */
export async function reachability(policies: readonly NetworkPolicy[], guarded: readonly Pod[], others: readonly Pod[]): Promise<string[]> {
  refuseWhatIsMisread(policies);
  const ranges = addressRanges(policies);
  const ports = portRanges(policies);
  const outside: End[] = [...others, ...ranges];
  const pairs: [End, End][] = guarded.flatMap((pod) => [
    ...guarded.filter((other) => other !== pod).map((other): [End, End] => [pod, other]),
    ...outside.map((end): [End, End] => [pod, end]),
    ...outside.map((end): [End, End] => [end, pod]),
  ]);
  const asked = pairs.flatMap(([from, to]) => PROTOCOLS.flatMap((protocol) => ports.map(([port]): Traffic => ({
    Source: peer(from), Destination: peer(to), Protocol: protocol, ResolvedPort: port,
  }))));
  const answers = await ask(policies, asked);

  const found: Connection[] = pairs.map(([from, to]) => ({
    from,
    to,
    what: PROTOCOLS.flatMap((protocol) => joined(ports.filter(() => answers.shift())).map((text) => `${protocol} ${text}`)).join(', '),
  }));
  return found.filter(({ what }) => what !== '').reduce(joinRanges, []).map(({ from, to, what }) => `${nameOf(from)} → ${nameOf(to)}: ${what}`).sort();
}

interface Connection {
  readonly from: End;
  readonly to: End;
  readonly what: string;
}

/** Whether each traffic is allowed, in the order of asking. */
async function ask(policies: readonly NetworkPolicy[], traffic: readonly Traffic[]): Promise<boolean[]> {
  const stdin = JSON.stringify({ policies, traffic });
  const { stdout } = mustSucceed('policy-evaluator', await runAsync(await program('policy-evaluator'), [], { stdin }));
  const answers = JSON.parse(stdout) as boolean[];
  if (answers.length !== traffic.length) throw new Error(`the evaluator was asked ${traffic.length} questions and gave ${answers.length} answers`);
  return answers;
}

/** Cyclonus has `NotIn` select less than Kubernetes has, and a port's name means what each Pod says: neither is needed, so neither is believed. */
function refuseWhatIsMisread(policies: readonly NetworkPolicy[]): void {
  for (const { metadata: { name }, spec } of policies) {
    const named = rulesOf(spec).flatMap(({ ports = [] }) => ports).find(({ port }) => typeof port === 'string');
    if (named) throw new Error(`the policy ${name} speaks of the port ${named.port}; ports must be numbers for the evaluator`);
    if (JSON.stringify(spec).includes('"NotIn"')) throw new Error(`the policy ${name} says NotIn, which the evaluator takes for something else`);
  }
}

function rulesOf({ ingress = [], egress = [] }: NetworkPolicy['spec']): PolicyRule[] {
  return [...ingress, ...egress];
}

/** All addresses of IPv4 and of IPv6, cut wherever a block of a policy begins or ends. */
function addressRanges(policies: readonly NetworkPolicy[]): Range[] {
  const blocks = policies.flatMap(({ spec }) => rulesOf(spec)).flatMap(({ from = [], to = [] }) => [...from, ...to])
    .flatMap(({ ipBlock }) => ipBlock ? [ipBlock.cidr, ...ipBlock.except ?? []] : []);
  return [{ bits: 32, isOfFamily: isIPv4 }, { bits: 128, isOfFamily: (address: string) => !isIPv4(address) }].flatMap(({ bits, isOfFamily }) => {
    const end = 2n ** BigInt(bits);
    const cuts = blocks.map((cidr) => cidr.split('/')).filter(([address]) => isOfFamily(address)).flatMap(([address, prefix]) => {
      const size = 2n ** BigInt(bits - Number(prefix));
      const first = numberOf(address) / size * size;
      return [first, first + size];
    });
    return cut(0n, end, cuts).map(([first, last]) => ({ first: addressOf(first, bits), last: addressOf(last, bits) }));
  });
}

/** All ports, cut wherever a policy's begin or end. */
function portRanges(policies: readonly NetworkPolicy[]): [number, number][] {
  const cuts = policies.flatMap(({ spec }) => rulesOf(spec)).flatMap(({ ports = [] }) => ports)
    .flatMap(({ port, endPort }) => port === undefined ? [] : [BigInt(port), BigInt(endPort ?? port) + 1n]);
  return cut(1n, BigInt(LAST_PORT) + 1n, cuts).map(([first, last]) => [Number(first), Number(last)]);
}

function cut(start: bigint, end: bigint, cuts: bigint[]): [bigint, bigint][] {
  const starts = [...new Set([start, ...cuts])].filter((value) => value < end).sort((a, b) => (a < b ? -1 : 1));
  return starts.map((first, i) => [first, (starts[i + 1] ?? end) - 1n]);
}

function numberOf(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const [head, tail] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const groups = tail ? [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail] : head;
  return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

function addressOf(value: bigint, bits: number): string {
  const [count, base] = bits === 32 ? [4, 256n] : [8, 65536n];
  const parts = Array.from({ length: count }, (_, i) => value / base ** BigInt(count - 1 - i) % base);
  if (bits === 32) return parts.join('.');
  return new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1); // in its usual short form
}

function peer(end: End): object {
  if (!isPod(end)) return { IP: end.first };
  // the API server gives each namespace a label with its name
  const namespaceLabels = { 'kubernetes.io/metadata.name': end.namespace };
  return { IP: end.ip, Internal: { Namespace: end.namespace, NamespaceLabels: namespaceLabels, PodLabels: end.labels } };
}

function isPod(end: End): end is Pod {
  return 'labels' in end;
}

function nameOf(end: End): string {
  if (isPod(end)) return `${end.namespace}/${end.name}`;
  return end.first === end.last ? end.first : `${end.first}-${end.last}`;
}

/** Ranges of ports as text, those that touch as one. */
function joined(ranges: readonly [number, number][]): string[] {
  const whole: [number, number][] = [];
  for (const [first, last] of ranges) {
    const before = whole.at(-1);
    if (before?.[1] === first - 1) before[1] = last;
    else whole.push([first, last]);
  }
  return whole.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
}

/** Puts together connections that differ only in ranges of addresses which touch. */
function joinRanges(before: Connection[], next: Connection): Connection[] {
  const touching = before.find(({ from, to, what }) => what === next.what && (
    (from === next.from && touch(to, next.to)) || (to === next.to && touch(from, next.from))
  ));
  if (!touching) return [...before, next];
  const merge = (a: End, b: End) => (a === b || isPod(a) || isPod(b) ? a : { first: a.first, last: b.last });
  const whole = { from: merge(touching.from, next.from), to: merge(touching.to, next.to), what: next.what };
  return before.map((connection) => (connection === touching ? whole : connection));
}

function touch(a: End, b: End): boolean {
  return !isPod(a) && !isPod(b) && isIPv4(a.last) === isIPv4(b.first) && numberOf(a.last) + 1n === numberOf(b.first);
}
