import { ServiceSpec } from './resolve-service';
import { Protocol } from './service-props';
import { IngressSpec } from '../core/manifests';
import { objectName } from '../core/names';

/** The Gateway API's route of an exposed service, to the TLS listener only. */
export function httpRoute({ name, host, routes, ports: [{ servicePort }], placed: { spec: { cluster: { exposure } } } }: ServiceSpec): object {
  const rules = routes.map(({ path, methods, timeoutSeconds }) => ({
    matches: (methods.length === 0 ? [undefined] : methods).map(method => ({ path: { type: 'PathPrefix', value: path }, ...method !== undefined && { method } })),
    ...timeoutSeconds > 0 && { timeouts: { request: `${timeoutSeconds}s` } },
    backendRefs: [{ name, port: servicePort }],
  }));
  return {
    parentRefs: [{ name: exposure.name, namespace: exposure.namespace, sectionName: exposure.tlsListener }],
    hostnames: [host],
    rules: rules.length === 0 ? [{ backendRefs: [{ name, port: servicePort }] }] : rules,
  };
}

/** Which kind of route a protocol has. */
export function routeKind(protocol: Protocol): string {
  return protocol === Protocol.GRPC ? 'GRPCRoute' : 'HTTPRoute';
}

/** Sends what comes in without TLS to the same place with TLS. */
export function redirectRoute({ host, placed: { spec: { cluster: { exposure } } } }: ServiceSpec): object {
  return {
    parentRefs: [{ name: exposure.name, namespace: exposure.namespace, sectionName: exposure.plainListener }],
    hostnames: [host],
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
  };
}

/** The same where the cluster has an ingress controller. */
export function ingress({ name, host, routes, ports: [{ servicePort }], placed: { spec: { cluster: { exposure } } } }: ServiceSpec): IngressSpec {
  const paths = routes.length === 0 ? ['/'] : routes.map(({ path }) => path);
  return {
    ingressClassName: exposure.name,
    tls: [{ hosts: [host], secretName: objectName(name, 'tls') }],
    rules: [{
      host,
      http: { paths: paths.map(path => ({ path, pathType: 'Prefix', backend: { service: { name, port: { number: servicePort } } } })) },
    }],
  };
}
