/** One document of the output as plain data: what is checked, catalogued and written. */
export interface RenderedResource {
  /** Which tool applies it. */
  readonly plane: 'kubernetes' | 'terraform';
  /** Path of the construct that made it. */
  readonly path: string;
  /** The document. */
  readonly body: Record<string, unknown>;
}

/** A file of the output. */
export interface RenderedFile {
  /** Which output folder it belongs to. */
  readonly folder: 'manifests' | 'terraform' | 'governance';
  /** Path below that folder, with slashes. */
  readonly path: string;
  /** What is in it. */
  readonly content: string;
}

/** Everything a program renders to. */
export interface RenderedOutput {
  readonly resources: RenderedResource[];
  readonly files: RenderedFile[];
}
