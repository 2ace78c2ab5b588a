import { EnvironmentFacts } from './environment-facts';
import { Subject } from './subject';

/** What rules know of a file of the output, as it is found on the disk. Texts are empty where there is nothing to say. */
export interface FileFacts {
  /** Its name in the attestation, such as `manifests/prod/checkout-api.k8s.yaml`. */
  readonly path: string;
  /** Whether synth wrote it, by what the attestation says. */
  readonly attested: boolean;
  readonly present: boolean;
  /** Whether its SHA-256 is the attested one. */
  readonly unchanged: boolean;
  /** Where it leads to, for a link. */
  readonly link: string;
  /** What it does there, for one that synth did not write. */
  readonly effect: string;
  /** Why not everybody who reads it finds the same in it. */
  readonly ambiguity: string;
  /** What about it cannot be relied on. */
  readonly fault: string;
}

/** A file that is as it was written. */
export const AS_WRITTEN: Omit<FileFacts, 'path'> = { attested: true, present: true, unchanged: true, link: '', effect: '', ambiguity: '', fault: '' };

/** What rules know of a waiver. */
export interface WaiverFacts {
  readonly id: string;
  readonly verdict: string;
  /** What has become of it, in words. */
  readonly text: string;
}

/** A file as something that rules look at. */
export function fileSubject(facts: FileFacts, environment: EnvironmentFacts, remedy?: string): Subject {
  const { path } = facts;
  return {
    scope: 'file',
    environment,
    object: facts,
    variables: { environment },
    remedy,
    target: { plane: 'output', environment: environment.name, file: path, kind: 'file', name: path.slice(path.lastIndexOf('/') + 1) },
  };
}

/**
 * A waiver as something that rules look at.
 *
 * @param place - where it is written, such as `governance/waivers.yaml:4:5`
 */
export function waiverSubject(facts: WaiverFacts, place: string, environment: EnvironmentFacts, remedy?: string): Subject {
  return {
    scope: 'waiver',
    environment,
    object: facts,
    variables: { environment },
    remedy,
    target: { plane: 'output', environment: environment.name, file: place, kind: 'waiver', name: facts.id },
  };
}
