import { Bands, bandsOf } from './bands';
import { cluster2024 } from './clusters-2024';
import { Edition } from './edition-names';
import { measuresOf } from './measures';
import { QUICK_CHECK_2025_MEANS, QuickCheck, quickCheck } from './quick-check';
import { Delivery } from '../definitions/delivery';

/** How the numbers stand by an edition. */
export type Standing =
  | { readonly edition: 'quickcheck-2025'; readonly quickCheck: QuickCheck; readonly means: typeof QUICK_CHECK_2025_MEANS }
  | { readonly edition: '2024'; readonly cluster: string | null }
  | { readonly edition: '2023' | '2021'; readonly bands: Bands };

export function standing(delivery: Delivery, edition: Edition): Standing {
  const measures = measuresOf(delivery);
  switch (edition) {
    case 'quickcheck-2025':
      return { edition, quickCheck: quickCheck(measures), means: QUICK_CHECK_2025_MEANS };
    case '2024':
      return { edition, cluster: cluster2024(measures) };
    default:
      return { edition, bands: bandsOf(measures, edition) };
  }
}
