import { relative, resolve } from 'path';
import type { SiteModel } from '../../catalog/site/site-model';
import { CommandContext } from '../context';

/** Reads what the pages are made from; the parser is loaded only now. */
export function siteModel({ io: { cwd } }: CommandContext, paths: readonly string[]): SiteModel {
  const { SiteModel: Model } = require('../../catalog/site/site-model') as typeof import('../../catalog/site/site-model'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { readSource } = require('../../catalog/site/read-source') as typeof import('../../catalog/site/read-source'); // eslint-disable-line @typescript-eslint/no-require-imports
  return new Model(paths.map(path => readSource(resolve(cwd, path), relative(cwd, resolve(cwd, path)) || '.')));
}
