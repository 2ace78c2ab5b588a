import { CONTAINER_USER } from '../standards/defaults';

/** What Pod Security "restricted" asks of every Pod; @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function podSecurityContext() {
  return {
    runAsNonRoot: true,
    runAsUser: CONTAINER_USER,
    runAsGroup: CONTAINER_USER,
    fsGroup: CONTAINER_USER,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** What it asks of every container, and a root file system that nobody can write to. */
export function containerSecurityContext() {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: CONTAINER_USER,
    runAsGroup: CONTAINER_USER,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
