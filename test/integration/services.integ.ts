import fc from 'fast-check';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { arbitraryProps, arbitraryStandards } from '../service/arbitrary-service';
import { IMAGE, synthesise } from '../synthesised';
import { PlatformService } from 'pavement';

const PROGRAMS = 60;

/** Of many random programs the manifests of those that the library accepts. */
function acceptedPrograms(): string[] {
  const found: string[] = [];
  for (const [props, standards] of fc.sample(fc.tuple(arbitraryProps, arbitraryStandards), { numRuns: 1000, seed: 4 })) {
    try {
      const output = synthesise(app => {
        const prod = app.environment('prod');
        new PlatformService(prod, 'caller', { image: IMAGE }).calls(new PlatformService(prod, 'api', props));
      }, { standards });
      const manifests = `${output.files['dist/prod/api.k8s.yaml']}${output.files['dist/prod/caller.k8s.yaml']}`;
      // each in a namespace of its own, so that all can be applied at once
      found.push(manifests.replace(/^( +namespace): shop$/gm, `$1: shop-${found.length}`));
    } catch (error) {
      expect(error).toMatchObject({ name: 'PlatformError' });
    }
    if (found.length === PROGRAMS) {
      return found;
    }
  }
  return found;
}

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('a Kubernetes API server under strict validation, in a namespace that enforces Pod Security "restricted"', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds();
    controlPlane.createRestrictedNamespaces(...Array.from({ length: PROGRAMS }, (_, i) => `shop-${i}`));
  });

  afterAll(() => controlPlane?.stop());

  test(`accepts every document of ${PROGRAMS} services with props in any combination`, () => {
    const programs = acceptedPrograms();

    expect(programs).toHaveLength(PROGRAMS);
    expect(controlPlane.serverSideApply(programs.join(''))).toEqual([]);
  });
});
