/** What the API server refuses by itself before it asks any policy: a part of its message, with why an example is refused so. */
export const REFUSED_BEFORE: Record<string, string> = {
  'in a namespace that is exempt': 'policies are not bound to the namespaces of Kubernetes itself',
  'no such kind: ': 'what the control refuses is that nobody knows the kind',
  'namespaces "shop" already exists': 'the namespace of the examples; one that is not there yet is asked about too',
  'ephemeral containers not allowed in pod template': 'only a running Pod gets them, which is asked about too',
  'spec.ephemeralContainers: Forbidden: cannot be set on create': 'only a running Pod gets them, which is asked about too',
  '`hostUsers` must be false to use `Unmasked`': 'the users of a running Pod cannot be changed with a container that is added to it',
};

/** Fields that the schema of a custom kind does not have, by kind: the API server drops them before it asks. */
export const DROPPED_BEFORE: Record<string, string> = {
  'argoproj.io/Rollout': 'appArmorProfile',
};
