import { isRecord } from '../core/checks';

type Body = Record<string, unknown>;

/** A Service that something sends to. */
export interface Backend {
  readonly name: string;
  readonly namespace: string;
}

/** The Services that an Ingress or a route sends to. */
export function backendsOf(spec: Body, namespace: string): Backend[] {
  const rules = bodies(spec.rules);
  return [
    ...[spec.defaultBackend, ...rules.flatMap(({ http }) => isRecord(http) ? bodies(http.paths) : []).map(({ backend }) => backend)]
      .flatMap(backend => isRecord(backend) && isRecord(backend.service) ? [{ name: String(backend.service.name), namespace }] : []),
    ...rules.flatMap(({ backendRefs }) => bodies(backendRefs)).filter(({ kind }) => kind === undefined || kind === 'Service')
      .map(({ name, namespace: other }) => ({ name: String(name), namespace: typeof other === 'string' ? other : namespace })),
  ];
}

function bodies(value: unknown): Body[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
