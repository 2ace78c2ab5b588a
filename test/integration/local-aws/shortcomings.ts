import type { Cloud } from '../harness/local-aws';

/** What a local cloud cannot do of what a database needs, with the reason. The tests fail when something on it begins to work, or something else stops. */
export interface Shortcomings {
  /** Types of resources that cannot be applied. */
  readonly cannotApply: Record<string, string>;
  /** `type.attribute` that a second plan wants to change although nothing did. */
  readonly forgets: Record<string, string>;
}

export const SHORTCOMINGS: Record<Cloud, Shortcomings> = {
  moto_server: { cannotApply: {}, forgets: {} },
  ministack: { cannotApply: {}, forgets: {} },
};
