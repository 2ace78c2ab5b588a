import { addressOf, Endpoint } from './discovery';
import { Body, podForms, PodTemplate, templatesIn, withEphemeralContainers } from './pod-forms';
import { DROPPED_BEFORE, REFUSED_BEFORE } from './refused-before';
import { ControlFile } from '../../../scripts/control-files';
import { EnvironmentFacts } from '../../../src/policy/environment-facts';
import { Evaluator } from '../../../src/policy/evaluate';
import { RuleGroup } from '../../../src/policy/export/rule-groups';
import { kubernetesSubjects } from '../../../src/policy/kubernetes-subjects';
import { ControlPlane } from '../harness/control-plane';

const EXEMPT = ['kube-system', 'kube-public', 'kube-node-lease'];
const DEBUG = { 'content-type': 'application/strategic-merge-patch+json' };

/** What a control is asked with, and under which facts. */
export interface Question {
  readonly control: ControlFile;
  readonly facts: EnvironmentFacts;
  readonly example: string;
}

/** Sends objects to the API server and compares what it says with what the engine says. */
export class Refusals {
  /** Requests that were refused as the engine says, by form. */
  public readonly refused = new Map<string, number>();
  /** Requests that were taken as the engine says. */
  public taken = 0;
  /** Requests that were taken without a field that the schema of their kind does not have. */
  public dropped = 0;
  /** Requests that no policy was asked about, by reason. */
  public readonly before = new Map<string, number>();
  /** Where server and engine do not agree. */
  public readonly differences: string[] = [];

  constructor(
    private readonly controlPlane: ControlPlane, private readonly kinds: Map<string, Endpoint>, private readonly groups: readonly RuleGroup[],
  ) {}

  /** Sends an object as it is, and if it has Pods these in every other form. */
  async ask(question: Question, object: Body, kind: string): Promise<void> {
    const { control: { id } } = question;
    const labels = { ...object.metadata?.labels, control: id };
    await this.create(question, 'as it is', { ...object, metadata: { ...object.metadata, labels } });
    if (this.groups.some(({ control, on }) => control.id === id && on === 'pod')) {
      const namespace = object.metadata?.namespace ?? 'default';
      for (const template of templatesIn(object, kind)) {
        const forms = podForms(template, { name: 'form', namespace, labels: { control: id } });
        for (const [form, body] of Object.entries(forms)) await this.create(question, form, body);
        await this.debug(question, template);
      }
    }
  }

  private async create(question: Question, form: string, body: Body): Promise<void> {
    const endpoint = this.kinds.get(`${body.apiVersion}/${body.kind}`);
    const namespace = body.metadata.namespace ?? 'default';
    if (!endpoint) return this.note(`no such kind: ${body.apiVersion}/${body.kind}`);
    if (EXEMPT.includes(body.kind === 'Namespace' ? body.metadata.name : body.metadata.namespace)) return this.note('in a namespace that is exempt');
    // the server fills in what the address says
    const stored = endpoint.namespaced ? { ...body, metadata: { ...body.metadata, namespace } } : body;
    const { message } = await this.controlPlane.request('POST', `${addressOf(endpoint, namespace)}?dryRun=All`, stored);
    return this.compare(question, form, stored, message);
  }

  /** Adds containers to a running Pod, as `kubectl debug` does. */
  private async debug(question: Question, template: PodTemplate): Promise<void> {
    const path = `/api/v1/namespaces/default/pods/${runningPod(question.control)}`;
    const debugged = withEphemeralContainers((await this.controlPlane.request('GET', path)).body, template);
    const change = { spec: { ephemeralContainers: debugged.spec.ephemeralContainers } };
    const { message } = await this.controlPlane.request('PATCH', `${path}/ephemeralcontainers?dryRun=All`, change, DEBUG);
    return this.compare(question, 'ephemeral container', debugged, message);
  }

  private compare({ control, facts, example }: Question, form: string, body: Body, message: string): void {
    const rules = this.groups.filter((group) => group.control.id === control.id).flatMap((group) => group.rules);
    const { findings } = new Evaluator([{ ...control, rules }]).evaluate(kubernetesSubjects([{ body, file: '' }], facts));
    const demands = findings.map(({ must }) => `[${control.id}] ${must.trim().replace(/\s+/g, ' ')}`);
    if (demands.some((demand) => message.includes(demand))) {
      this.refused.set(form, (this.refused.get(form) ?? 0) + 1);
    } else if (message === '' && demands.length === 0) {
      this.taken++;
    } else if (message === '' && form in DROPPED_BEFORE && JSON.stringify(body).includes(`"${DROPPED_BEFORE[form]}"`)) {
      this.dropped++;
    } else if (message !== '' && !message.includes('ValidatingAdmissionPolicy')) {
      this.note(message);
    } else {
      this.differences.push(`${control.id}: ${example}, ${form}: the engine says ${demands.join('; ') || 'nothing'}, the server ${message || 'takes it'}`);
    }
  }

  private note(message: string): void {
    const known = Object.keys(REFUSED_BEFORE).find((text) => message.includes(text)) ?? message;
    this.before.set(known, (this.before.get(known) ?? 0) + 1);
  }
}

/** Name of the Pod to which a control's examples are added. */
export function runningPod({ id }: ControlFile): string {
  return `running-${id.toLowerCase()}`;
}
