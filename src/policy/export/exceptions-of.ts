import { Exception } from './exceptions';
import { dayAfter } from '../../core/days';
import { Waiver } from '../waivers/waiver';

/** What admission policies let pass by waivers: those for objects of Kubernetes, in their environments. */
export function exceptionsOf(waivers: readonly Waiver[]): Exception[] {
  return waivers.flatMap(({ id, control, target: { environment, kind, namespace = '', name }, expires }): Exception[] => environment === undefined ? [] : [{
    waiver: id, control, environments: [environment], kind, namespace, name, until: `${dayAfter(expires)}T00:00:00Z`,
  }]);
}
