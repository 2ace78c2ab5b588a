/** What can be explained. */
export const EXPLAINABLE = [
  'ttfd', 'coverage', 'conformant', 'currency', 'capture', 'stickiness',
  'deployment-frequency', 'lead-time', 'change-fail-rate', 'recovery-time', 'rework-rate', 'unlinked-failures',
] as const;

export type Explainable = typeof EXPLAINABLE[number];
