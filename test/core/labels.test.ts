import * as fc from 'fast-check';
import { labels, ownershipLabels, selectorLabels, tags } from '../../src/core/labels';

const id = fc.stringMatching(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/);
const ownership = fc.record({
  organization: id,
  environment: id,
  team: id,
  system: id,
  labelDomain: fc.stringMatching(/^[a-z]([a-z0-9]{0,20}[a-z0-9])?\.[a-z]{2,10}$/),
  costCenter: fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/),
});

test('labels are valid in Kubernetes, and contain what selects the workload', () => {
  fc.assert(fc.property(ownership, id, (owner, component) => {
    const all = labels(owner, component);

    expect(all).toMatchObject(selectorLabels(owner, component));
    expect(all).toMatchObject(ownershipLabels(owner));
    Object.entries(all).forEach(([key, value]) => {
      expect(key).toMatch(/^[a-z0-9.-]{1,253}\/[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/);
      expect(value).toMatch(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/);
    });
  }));
});

test('tags are valid in AWS, and have the keys of the labels', () => {
  fc.assert(fc.property(ownership, id, (owner, component) => {
    const all = tags(owner, component);
    const shared = Object.entries(ownershipLabels(owner)).filter(([key]) => key.startsWith(owner.labelDomain));

    expect(shared).toHaveLength(4);
    expect(all).toMatchObject(Object.fromEntries(shared));
    expect(Object.keys(all).length).toBeLessThanOrEqual(50);
    Object.entries(all).forEach(([key, value]) => {
      expect(key).toMatch(/^(?!aws:)[\w.:/=+@-]{1,128}$/);
      expect(value).toMatch(/^[\w.:/=+@-]{1,256}$/);
    });
  }));
});
