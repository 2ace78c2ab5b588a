import { admissionPolicy } from './admission-policies';
import { binding } from './bindings';
import { ExportOptions, ExportedFile, boundEnvironments, exemptNamespaces } from './export-options';
import { parameterDefinition, parameters } from './parameters';
import { ruleGroups } from './rule-groups';

/** The first version of Kubernetes whose API server asks such policies, as minor of 1. */
export const FIRST_MINOR = 30;

/** Policies that the API server asks itself: the same for all clusters, and for each environment what it binds them to. */
export function validatingAdmissionPolicies(options: ExportOptions): ExportedFile[] {
  const { groups } = ruleGroups(options.controls);
  const environments = boundEnvironments(options);
  return [
    {
      path: 'policies.yaml',
      documents: [parameterDefinition(), ...groups.map(group => admissionPolicy(group, options.exemptGroups))],
    },
    ...environments.map(environment => ({
      path: `environments/${environment.facts.name}.yaml`,
      documents: [
        parameters(environment.facts, options.exceptions),
        ...groups.map(group => binding(group, environment, exemptNamespaces(options, environment.facts.name), options.denyFrom)),
      ],
    })),
  ];
}
