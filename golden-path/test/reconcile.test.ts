import fc from 'fast-check';
import { sha256 } from '../src/day2/lock';
import { CONFLICT_BEGIN, CONFLICT_END, CONFLICT_MIDDLE, merge } from '../src/day2/merge';
import { reconcile } from '../src/day2/reconcile';
import type { FileClass } from '../src/files/layers';

const MARKERS = [CONFLICT_BEGIN, CONFLICT_MIDDLE, CONFLICT_END];

/** A text of lines, some of them the same, so that changes meet. */
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', '# e'), { maxLength: 8 }).map(lines => lines.join('\n'));

/** A text and two changes of it. */
const changes = fc.tuple(text, text, text);

/** How many times each line is in a text. */
function count(value: string): Map<string, number> {
  const lines = new Map<string, number>();
  value.split('\n').forEach(line => lines.set(line, (lines.get(line) ?? 0) + 1));
  return lines;
}

describe('a merge', () => {
  test('keeps every line that the team has added, and every one that the path has', () => {
    fc.assert(fc.property(changes, ([base, yours, theirs]) => {
      const merged = count(merge(base, yours, theirs).text);
      const before = count(base);
      for (const side of [yours, theirs]) {
        for (const [line, times] of count(side)) {
          const added = times - (before.get(line) ?? 0);
          if (added > 0) expect(merged.get(line) ?? 0).toBeGreaterThanOrEqual(added);
        }
      }
    }));
  });

  test('invents no line', () => {
    fc.assert(fc.property(changes, ([base, yours, theirs]) => {
      const known = new Set([...yours.split('\n'), ...theirs.split('\n'), ...MARKERS]);
      merge(base, yours, theirs).text.split('\n').forEach(line => expect(known).toContain(line));
    }));
  });

  test('of a text that only one has changed is that change', () => {
    fc.assert(fc.property(text, text, (base, changed) => {
      expect(merge(base, changed, base)).toEqual({ text: changed, conflicts: 0 });
      expect(merge(base, base, changed)).toEqual({ text: changed, conflicts: 0 });
    }));
  });

  test('made again changes nothing', () => {
    fc.assert(fc.property(changes, ([base, yours, theirs]) => {
      const once = merge(base, yours, theirs).text;
      expect(merge(theirs, once, theirs).text).toBe(once);
    }));
  });

  test('marks what both have changed in different ways, with both versions', () => {
    expect(merge('a\nb\nc', 'a\nyours\nc', 'a\ntheirs\nc')).toEqual({
      text: ['a', CONFLICT_BEGIN, 'yours', CONFLICT_MIDDLE, 'theirs', CONFLICT_END, 'c'].join('\n'), conflicts: 1,
    });
  });
});

describe('samples and regions', () => {
  const lock = (fileClass: FileClass, path: string, before: string) => ({
    version: '1.0.0', type: 't', library: 'l', optionsSha256: '', files: { [path]: { class: fileClass, sha256: sha256(before) } },
  });
  const disk = (yours: string | undefined, base?: string) => ({ read: () => yours, base: () => base });
  const files = (value: string) => new Map([['f', value]]);
  const none = new Map<string, string>();

  test('a sample that the team has changed or deleted is never written again', () => {
    fc.assert(fc.property(text, fc.option(text, { nil: undefined }), text, (before, yours, next) => {
      fc.pre(yours !== before);
      expect(reconcile(disk(yours), lock('sample', 'f', before), files(next), none).writes.size).toBe(0);
    }));
  });

  test('a sample that the team has not touched follows the path', () => {
    fc.assert(fc.property(text, text, (before, next) => {
      fc.pre(before !== next);
      expect(reconcile(disk(before), lock('sample', 'f', before), files(next), none).writes).toEqual(files(next));
    }));
  });

  test('a new sample is written where nothing is, and named where something is', () => {
    const other = lock('sample', 'other', '');

    expect(reconcile(disk(undefined), other, files('new'), none)).toMatchObject({ writes: files('new'), kept: [] });
    expect(reconcile(disk('yours'), other, files('new'), none)).toMatchObject({ writes: none, kept: ['f'] });
  });

  test('a region that was there before the path came stays as it is', () => {
    fc.assert(fc.property(text, text, (yours, next) => {
      expect(reconcile(disk(yours), undefined, none, files(next)).writes.size).toBe(0);
    }));
  });

  test('a region that the team has deleted stays deleted', () => {
    expect(reconcile(disk(undefined, 'before'), lock('region', 'f', 'before'), none, files('next')).writes.size).toBe(0);
  });

  test('a conflict is named', () => {
    expect(reconcile(disk('yours', 'before'), lock('region', 'f', 'before'), none, files('next')).conflicts).toEqual(['f']);
  });
});
