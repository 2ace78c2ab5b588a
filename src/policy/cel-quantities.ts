/** Powers of the suffixes of quantities. */
const FACTORS: Record<string, number> = {
  'n': 1e-9,
  'u': 1e-6,
  'm': 1e-3,
  '': 1,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/**
 * An amount such as `500m` or `2Gi`, as Kubernetes compares it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  private readonly value: number;

  /** @throws when the text is no quantity */
  constructor(text: string) {
    const [, digits, suffix = '', exponent] = QUANTITY.exec(text) ?? [];
    if (digits === undefined) {
      throw new Error(`${JSON.stringify(text)} is no quantity`);
    }
    this.value = Number(digits) * (exponent === undefined ? FACTORS[suffix] : 10 ** Number(exponent));
  }

  /** -1, 0 or 1: whether it is less than another, the same or more. */
  public compareTo(other: Quantity): number {
    return Math.sign(this.value - other.value);
  }
}

/** What was read before: an output has few amounts, and says each many times. */
const READ = new Map<string, Quantity>();
const MOST_REMEMBERED = 1000;

/** The amount that a text says. Throws when it is no quantity. */
export function quantity(text: string): Quantity {
  let amount = READ.get(text);
  if (!amount) {
    amount = new Quantity(text);
    if (READ.size < MOST_REMEMBERED) {
      READ.set(text, amount);
    }
  }
  return amount;
}

/** Whether a text is a quantity. */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}
