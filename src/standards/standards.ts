import { REFERENCE_STANDARDS } from './reference';
import { StandardsProps } from './standards-props';
import { canonicalJson, sha256 } from '../core/digest';
import { throwProblems } from '../core/problems';

/**
 * What the platform team has decided: environments, teams, sizes, registries, policies.
 *
 * An organisation keeps them in a file or in a package of its own and hands them to its `PlatformApp`.
 */
export class Standards {
  /**
   * Standards of an example organisation with the environments dev, staging and prod and the teams `team-payments` and `team-platform`.
   *
   * They make a first program work with no file at all; accounts and networks in them are examples.
   */
  public static reference(): Standards {
    // not checked again on every start: a test does it
    return new Standards(REFERENCE_STANDARDS, []);
  }

  /**
   * Reads standards from a YAML or JSON file; every problem in it is named at once with its line and column.
   *
   * For help while typing, let the file begin with
   * `# yaml-language-server: $schema=./node_modules/pavement/lib/standards/standards.schema.json`, or in JSON with the key `$schema`.
   *
   * @param path - the file, relative to the working directory
   */
  public static fromFile(path: string): Standards {
    // loaded when a file is read: the parser and the schema validator cost a tenth of a second
    const { readStandards } = require('./read-standards') as typeof import('./read-standards'); // eslint-disable-line @typescript-eslint/no-require-imports
    return new Standards(readStandards(path), []);
  }

  /**
   * Standards written in the program, as an organisation's own package does.
   *
   * @param props - everything the platform team has decided
   */
  public static fromProps(props: StandardsProps): Standards {
    const { placeOf, problemsOf } = require('./standards-problems') as typeof import('./standards-problems'); // eslint-disable-line @typescript-eslint/no-require-imports
    return new Standards(props, problemsOf(props).map(({ path, text }) => `[standards] ${placeOf(path) || 'the document'}: ${text}`));
  }

  /** The document. */
  public readonly props: StandardsProps;

  private constructor(props: StandardsProps, problems: string[]) {
    throwProblems(problems);
    // the key by which an editor finds the schema is no decision
    const { $schema, ...decided } = props as StandardsProps & { $schema?: string };
    this.props = $schema === undefined ? props : decided;
  }

  /** SHA-256 of the document, independent of the order of its keys: two programs with equal digests follow the same decisions. */
  public digest(): string {
    return sha256(canonicalJson(this.props));
  }
}
