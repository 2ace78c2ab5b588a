import { posix } from 'node:path';
import { Environment } from 'nunjucks';
import { parse } from 'yaml';

/** A file, as scaffolders pass it on. */
interface Written {
  readonly text: string;
  readonly executable: boolean;
}

/** What a form was answered with. */
export type Answers = Readonly<Record<string, unknown>>;

/**
 * Backstage's scaffolder as far as templates can tell: its expressions (nunjucks with `${{ }}`, and what of a value is one keeps its type), its
 * filters and the rules of `fetch:template`. The integration tests have the real one.
 */
export class Scaffolder {
  public readonly entity: any;
  private readonly compiled = new Map<string, (context: object) => string>();

  constructor(private readonly files: ReadonlyMap<string, Written>) {
    this.entity = parse(files.get('template.yaml')?.text ?? '');
  }

  /** The files that a form's answers make, as `fetch:template` writes them. */
  public submit(parameters: Answers): Map<string, Written> {
    const { url, values, trimBlocks, templateFileExtension } = this.value(this.entity.spec.steps[0].input, { parameters }) as any;
    expect(templateFileExtension).toBe(true);
    const root = `${posix.normalize(url)}/`;
    const written = new Map<string, Written>();
    for (const [path, file] of this.files) {
      if (!path.startsWith(root)) continue;
      const templated = path.endsWith('.njk');
      const target = this.text(path.slice(root.length, templated ? -'.njk'.length : undefined), { values }, trimBlocks);
      if (target === '' || target.startsWith('/') || target.includes('//')) continue;
      written.set(posix.normalize(target), { ...file, text: templated ? this.text(file.text, { values }, trimBlocks) : file.text });
    }
    return written;
  }

  /** Ids of the steps that run. */
  public steps(parameters: Answers): string[] {
    return this.entity.spec.steps.filter((step: any) => step.if === undefined || this.value(step.if, { parameters })).map(({ id }: any) => id);
  }

  private value(value: unknown, context: object): unknown {
    if (Array.isArray(value)) return value.map(each => this.value(each, context));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.value(each, context)]));
    }
    if (typeof value !== 'string') return value;
    const expression = /^\$\{\{((?:(?!\$\{\{)[^])*)\}\}$/.exec(value)?.[1];
    if (expression === undefined) return this.text(value, context, false);
    const json = this.text(`\${{ (${expression}) | dump }}`, context, false);
    return json === '' ? undefined : JSON.parse(json);
  }

  private text(template: string, context: object, trimBlocks: boolean): string {
    const key = `${trimBlocks}${template}`;
    let render = this.compiled.get(key);
    if (!render) {
      const environment = new Environment([], { autoescape: false, trimBlocks, tags: { variableStart: '${{', variableEnd: '}}' } } as any);
      environment.addFilter('parseRepoUrl', (text: string) => Object.fromEntries(new URL(`https://${text}`).searchParams));
      environment.addFilter('parseEntityRef', (text: string) => ({ name: /[^:/]+$/.exec(text)?.[0] }));
      environment.addFilter('pick', (object: Record<string, unknown>, name: string) => object[name]);
      const compiled = new (require('nunjucks').Template)(template, environment, undefined, true); // eslint-disable-line @typescript-eslint/no-require-imports
      render = given => compiled.render(given) as string;
      this.compiled.set(key, render);
    }
    return render(context);
  }
}
