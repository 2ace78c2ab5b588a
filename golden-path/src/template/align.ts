import { diffIndices } from 'node-diff3'; // eslint-disable-line import/no-extraneous-dependencies -- inside the compiled file

/** Lines that are there in the same variants of a text. */
export interface Passage {
  readonly lines: readonly string[];
  /** Which of the variants have it, by their place. */
  readonly variants: readonly number[];
}

/** Writes variants of a text as one: read with the passages of a variant alone, it is that variant. Lines carry their ends. */
export function align(texts: readonly string[]): Passage[] {
  let aligned: Line[] = [];
  texts.forEach((text, variant) => {
    aligned = withVariant(aligned, text.split(/(?<=\n)/), variant);
  });
  return aligned.reduce<{ lines: string[]; variants: readonly number[] }[]>((passages, { text, variants }) => {
    const last = passages[passages.length - 1];
    if (last?.variants.join() === variants.join()) {
      last.lines.push(text);
    } else {
      passages.push({ lines: [text], variants });
    }
    return passages;
  }, []);
}

interface Line {
  readonly text: string;
  readonly variants: readonly number[];
}

function withVariant(lines: readonly Line[], text: readonly string[], variant: number): Line[] {
  const aligned: Line[] = [];
  let at = 0;
  const common = (end: number) => {
    for (; at < end; at++) {
      aligned.push({ text: lines[at].text, variants: [...lines[at].variants, variant] });
    }
  };
  for (const { buffer1: [begin, length], buffer2Content } of diffIndices(lines.map(line => line.text), [...text])) {
    common(begin);
    aligned.push(...lines.slice(begin, begin + length), ...buffer2Content.map(added => ({ text: added, variants: [variant] })));
    at = begin + length;
  }
  common(lines.length);
  return aligned;
}
