import { Written } from './write';
import { plural } from '../core/plural';
import { RenderedOutput } from '../core/rendered';

/** What was written where, in a few lines for a person. */
export function summary({ resources }: RenderedOutput, { written, unchanged, removed, foreign, finished }: Written): string {
  const folders = new Map<string, number>();
  [...written, ...unchanged].forEach(path => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  });
  const count = (plane: string) => resources.filter(resource => resource.plane === plane).length;
  return [
    ...[...folders].sort(([a], [b]) => a < b ? -1 : 1).map(([folder, files]) => `  ${folder}/  ${plural(files, 'file')}`),
    `${plural(count('kubernetes'), 'Kubernetes object')}, ${plural(count('terraform'), 'Terraform resource')}: ` +
      `${plural(written.length, 'file')} written, ${unchanged.length} unchanged, ${removed.length} removed`,
    ...finished.length === 0 ? [] : [`finished an interrupted synth first: ${listed(finished)}`],
    ...foreign.length === 0 ? [] : [`left alone, because no synth wrote it as it is now: ${listed(foreign)}`],
  ].map(line => `${line}\n`).join('');
}

function listed(paths: string[]): string {
  return paths.length <= 10 ? paths.join(', ') : `${paths.slice(0, 10).join(', ')} and ${paths.length - 10} more`;
}
