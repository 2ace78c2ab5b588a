import { extname } from 'path';
import { FileBase, IResolver, Project } from 'projen';

/** How a comment of one line begins and ends, by the end of a file's name. */
const COMMENTS: Readonly<Record<string, readonly [string, string]>> = {
  '.ts': ['// ', ''],
  '.mjs': ['// ', ''],
  '.md': ['<!-- ', ' -->'],
  '.sql': ['-- ', ''],
};

/** A file that the path owns: read-only, and written again whenever it differs. */
export class ManagedFile extends FileBase {
  constructor(project: Project, path: string, private readonly text: string) {
    super(project, path, { readonly: true, executable: path.endsWith('.sh') });
  }

  protected synthesizeContent(_: IResolver): string {
    return withMarker(this.path, this.text, this.marker);
  }
}

/** A text with the marker as its first line, or as its second after `#!`. */
function withMarker(path: string, text: string, marker: string | undefined): string {
  if (marker === undefined || path.endsWith('.json')) {
    return text;
  }
  const [begin, end] = COMMENTS[extname(path)] ?? ['# ', ''];
  const line = `${begin}${marker}${end}\n`;
  const [first] = /^#!.*\n/.exec(text) ?? [''];
  return `${first}${line}${text.slice(first.length)}`;
}
