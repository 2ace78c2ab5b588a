import { readdirSync } from 'fs';
import { join } from 'path';
import { fileProblems, isTightening } from './file-problems';
import { OwnControl, Tightening } from './organisation-control';
import { tightened } from './tighten';
import { PlatformError, fail, throwProblems } from '../../core/problems';
import { ReadDocument, readDocument } from '../../standards/read-document';
import { BUILT_IN_CONTROLS } from '../built-in';
import { Control } from '../control';

/** What an organisation asks for beside the library's controls, and more strictly. */
export interface OrganisationControls {
  readonly own: readonly OwnControl[];
  readonly tightenings: readonly Tightening[];
  /** Everything that is asked: the library's controls as they are now, then the organisation's. */
  readonly controls: readonly Control[];
}

type ControlDocument = OwnControl | Tightening;

/**
 * Reads a folder of controls: YAML files, each of them a control of its own or what makes one of the library's stricter.
 *
 * Throws every problem of every file at once, each with line and column. Nothing in the files is run but the expressions.
 *
 * @param shownAs - how messages call the folder
 */
export function readControlFolder(folder: string, shownAs = folder): OrganisationControls {
  const problems: string[] = [];
  const read = filesIn(folder, shownAs).flatMap((name): ReadDocument<ControlDocument>[] => {
    try {
      return [readDocument<ControlDocument>(join(folder, name), 'file of a control', document => fileProblems(document, BUILT_IN_CONTROLS), join(shownAs, name))];
    } catch (error) {
      if (!(error instanceof PlatformError)) {
        throw error;
      }
      problems.push(...error.problems);
      return [];
    }
  });
  const seen = new Map<string, string>();
  for (const { value, at } of read) {
    const [key, id] = 'tightens' in value ? ['tightens', value.tightens] : ['id', value.id];
    const earlier = seen.get(id);
    if (earlier !== undefined) {
      problems.push(`[${at([key])}] ${key} must be of one file only, got "${id}" as in ${earlier}; make one file of the two`);
    }
    seen.set(id, earlier ?? at([key]));
  }
  throwProblems(problems);
  return combined(read.map(({ value }) => value));
}

/** The names of the files of a folder, in their order. Whoever names a folder means something by it: nothing in it is left out in silence. */
function filesIn(folder: string, shownAs: string): string[] {
  const entries = entriesOf(folder, shownAs).filter(name => !name.startsWith('.') && !name.endsWith('.md')).sort();
  if (entries.length === 0) {
    fail(shownAs, 'the folder of controls must have files of YAML', 'none', 'correct the path');
  }
  throwProblems(entries.filter(name => !/\.ya?ml$/.test(name)).map(name =>
    `[${join(shownAs, name)}] everything in a folder of controls must be a file of YAML, got ${JSON.stringify(name)}; move it elsewhere`));
  return entries;
}

function entriesOf(folder: string, shownAs: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(shownAs, 'the folder of controls must exist and be readable', code === 'ENOTDIR' ? 'a file' : code === 'ENOENT' ? 'nothing there' : code, 'correct the path');
  }
}

function combined(documents: readonly ControlDocument[]): OrganisationControls {
  const tightenings = documents.filter((document): document is Tightening => isTightening(document));
  const own = documents.filter((document): document is OwnControl => !isTightening(document)).sort((a, b) => a.id < b.id ? -1 : 1);
  return {
    own,
    tightenings,
    controls: [
      ...BUILT_IN_CONTROLS.map(control => {
        const tightening = tightenings.find(({ tightens }) => tightens === control.id);
        return tightening ? tightened(control, tightening) : control;
      }),
      ...own.map(({ examples, sources = {}, ...control }): Control => ({ ...control, sources })),
    ],
  };
}
