/** One document of the output as plain data: what is checked, catalogued and written. */
export interface RenderedResource {
  /** Which tool applies it. */
  readonly plane: 'kubernetes' | 'terraform';
  /** Path of the construct that made it. */
  readonly path: string;
  /** The document. */
  readonly body: Record<string, unknown>;
  /** Whether there are nulls in it, which an API server takes for absent; left out where nobody has looked. */
  readonly hasNulls?: boolean;
}

/** A file of the output. */
export interface RenderedFile {
  /** Which output folder it belongs to; `root` is the folder of the program, for what is committed beside it. */
  readonly folder: 'manifests' | 'terraform' | 'governance' | 'root';
  /** Path below that folder, with slashes. */
  readonly path: string;
  /** What is in it. */
  readonly content: string;
  /** The objects that `content` was written from, for a file of manifests. */
  readonly objects?: readonly RenderedResource[];
}

/** A change of what the library would have written, and why somebody asked for it. */
export interface ExceptionRecord {
  /** Path of the construct that it was asked of. */
  readonly construct: string;
  /** Kind and name of the object. */
  readonly object: string;
  /** JSON pointer to what was changed. */
  readonly path: string;
  readonly reason: string;
}

/** What one renderer makes of its part of the tree. */
export interface RenderedPart {
  readonly resources: RenderedResource[];
  readonly files: RenderedFile[];
}

/** Everything a program renders to. */
export interface RenderedOutput extends RenderedPart {
  readonly exceptions: ExceptionRecord[];
}
