import { align } from './align';
import { Condition, Facts, conditionFor } from './condition';

/** A file as a project writes it. */
export interface WrittenFile {
  readonly text: string;
  readonly executable: boolean;
}

/** The files of a project with certain facts, by path. */
export interface Variant {
  readonly facts: Facts;
  readonly files: ReadonlyMap<string, WrittenFile>;
}

/** The files of a template, and when those are there that are not always. */
export interface Skeleton {
  readonly files: ReadonlyMap<string, WrittenFile>;
  /** Conditions by the name that folders of files have: `${{values.when.postgres}}`. */
  readonly when: Readonly<Record<string, Condition>>;
}

/** What stands in files for answers, each with the expression that writes it; longer texts come first. */
export type Marks = readonly (readonly [text: string, expression: string])[];

/** What a file is called that has expressions in it. */
export const TEMPLATE_EXTENSION = '.njk';

/**
 * Writes variants of a project as one set of files for Backstage's `fetch:template`, with `trimBlocks`. Rendered with the facts of a variant, and
 * the answers that marks stand for, it is that variant, byte for byte.
 */
export function skeletonOf(variants: readonly Variant[], marks: Marks): Skeleton {
  const files = new Map<string, WrittenFile>();
  const when: Record<string, Condition> = {};
  for (const path of [...new Set(variants.flatMap(variant => [...variant.files.keys()]))].sort()) {
    const having = variants.filter(variant => variant.files.has(path));
    const all = having.map(({ facts }) => facts);
    const condition = conditionFor(all, variants.map(({ facts }) => facts));
    const folder = condition === 'always' ? '' : `\${{values.when.${nameOf(condition)}}}/`;
    if (condition !== 'always') {
      when[nameOf(condition)] = condition;
    }
    const written = having.map(variant => ({ facts: variant.facts, ...variant.files.get(path) as WrittenFile }));
    const { text, templated } = template(written, marks);
    files.set(`${folder}${path}${templated ? TEMPLATE_EXTENSION : ''}`, { text, executable: written[0].executable });
  }
  return { files, when };
}

/** A condition as an expression over values. */
export function expressionOf(condition: Condition): string {
  if (condition === 'always') {
    return 'true';
  }
  return condition.map(facts => Object.entries(facts).map(([name, value]) => `${value ? '' : 'not '}values.${name}`).join(' and '))
    .map(each => condition.length > 1 ? `(${each})` : each).join(' or ');
}

function nameOf(condition: readonly Facts[]): string {
  return condition.map(facts => Object.entries(facts).map(([name, value]) => value ? name : `no_${name}`).join('_')).join('_or_');
}

function template(variants: readonly { facts: Facts; text: string }[], marks: Marks): { text: string; templated: boolean } {
  const texts = [...new Set(variants.map(({ text }) => text))];
  const facts = texts.map(text => variants.filter(variant => variant.text === text).map(variant => variant.facts));
  const all = facts.flat();
  const plain = texts.length === 1 && !marks.some(([mark]) => texts[0].includes(mark));
  if (plain) {
    return { text: texts[0], templated: false };
  }
  const text = align(texts).map(({ lines, variants: having }) => {
    const condition = conditionFor(having.flatMap(i => facts[i]), all);
    const passage = open(lines.join(''), marks);
    return condition === 'always' ? passage : `{% if ${expressionOf(condition)} %}\n${passage}{% endif %}\n`;
  }).join('');
  return { text, templated: true };
}

/** Text with expressions in place of marks; what looks like an expression and is none stays as it is. */
function open(text: string, marks: Marks): string {
  const pattern = new RegExp(`${marks.map(([mark]) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')}|\\$\\{\\{|\\{%|\\{#`, 'g');
  const expressions = new Map(marks);
  return text.replace(pattern, found => `\${{ ${expressions.get(found) ?? JSON.stringify(found)} }}`);
}
