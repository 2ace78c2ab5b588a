import { Quantity, isQuantity, quantity } from './cel-quantities';

/** An expression that is ready to be asked. Throws when it cannot be evaluated. */
export type Program = (context: Context) => unknown;

/** What an expression can speak of. */
export interface Context {
  /** The document. */
  readonly object: unknown;
  /** What was found out about it. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The part of the engine that is used. It is an ES module; its own types cannot be imported from here. */
interface Engine {
  readonly Environment: new (options: object) => CelEnvironment;
}
interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  registerType(name: string, ctor: unknown): CelEnvironment;
  registerFunction(signature: string, handler: (...args: never[]) => unknown): CelEnvironment;
  parse(expression: string): Program & { check(): { valid: boolean; error?: Error } };
}

let environment: CelEnvironment | undefined;

/**
 * Compiles an expression of the profile of CEL that all who evaluate it share: this library, the API server, Kyverno.
 *
 * The profile has the macros, optional values, text functions, `matches` with patterns of RE2, and `quantity` of Kubernetes.
 *
 * @throws when it is not an expression of the profile
 */
export function compile(expression: string): Program {
  const program = celEnvironment().parse(expression);
  const { valid, error } = program.check();
  if (!valid) {
    throw error ?? new Error('it has the wrong types');
  }
  return program;
}

function celEnvironment(): CelEnvironment {
  // loaded when there is something to evaluate; the compiled library has it inside, for programs of CommonJS and Node.js before 20.19
  const { Environment } = require('@marcbachmann/cel-js') as Engine; // eslint-disable-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
  return environment ??= new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable('object', 'dyn')
    .registerVariable('variables', 'dyn')
    .registerType('Quantity', Quantity)
    .registerFunction('quantity(string): Quantity', quantity)
    .registerFunction('isQuantity(string): bool', (text: string) => isQuantity(text))
    .registerFunction('Quantity.isLessThan(Quantity): bool', (one: Quantity, other: Quantity) => one.compareTo(other) < 0)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (one: Quantity, other: Quantity) => one.compareTo(other) > 0)
    .registerFunction('Quantity.compareTo(Quantity): int', (one: Quantity, other: Quantity) => BigInt(one.compareTo(other)));
}
