import { basename, join } from 'path';
import { loadAll } from 'js-yaml';
import { readPathFiles } from './read-path-state';
import { Reader } from './reader';
import { GrantedWaiver, Hatch, RepositoryState } from './repository-state';
import { isRecord } from '../core/checks';
import { PlatformError } from '../core/problems';
import { WAIVERS_FILE } from '../policy/waivers/waiver';

const LIBRARY = 'pavement';

/** Reads how a repository stands to the golden path. Runs nothing of it. */
export async function readRepository(root: string): Promise<RepositoryState> {
  const reader = new Reader(root);
  const [path, component, library, exceptions, capabilityFiles] = await Promise.all([
    readPathFiles(reader), readComponent(reader), readLibrary(reader), readExceptions(reader), readCapabilityFiles(reader),
  ]);
  const team = path.team ?? component.team;
  return {
    path: root,
    service: path.service ?? component.service ?? basename(root),
    ...team !== undefined && { team },
    ...path.onPath && { onPath: path.onPath },
    ...library !== undefined && { library },
    hatches: [...path.ejected, ...exceptions],
    waivers: await readGrantedWaivers(reader),
    capabilities: Object.fromEntries(Object.entries(capabilityFiles).filter(([, files]) => files.length > 0)
      .map(([name, files]) => [name, { platform: files.filter(file => path.intact.has(file)).length, all: files.length }])),
    unreadable: reader.unreadable.sort(),
  };
}

/** The first component of the catalog file. */
async function readComponent(reader: Reader): Promise<{ readonly service?: string; readonly team?: string }> {
  const bytes = await reader.bytes('catalog-info.yaml');
  let documents: unknown[] = [];
  try {
    documents = bytes ? loadAll(bytes.toString('utf8')) : [];
  } catch (error) {
    reader.note('catalog-info.yaml', (error as Error).message.split('\n')[0]);
  }
  const component = documents.filter(isRecord).find(({ kind }) => kind === 'Component');
  const { name } = isRecord(component?.metadata) ? component.metadata : {};
  const { owner } = isRecord(component?.spec) ? component.spec : {};
  return {
    ...typeof name === 'string' && { service: name },
    // an owner is a reference such as group:default/team-payments
    ...typeof owner === 'string' && { team: owner.slice(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf(':')) + 1) },
  };
}

/** The installed version where the lockfile says it, else what package.json asks for. */
async function readLibrary(reader: Reader): Promise<string | undefined> {
  const [manifest, lock] = await Promise.all([reader.json('package.json'), reader.json('package-lock.json')]);
  const packages = isRecord(lock?.packages) ? lock.packages : {};
  const installed = packages[`node_modules/${LIBRARY}`];
  const asked = [manifest?.dependencies, manifest?.devDependencies].filter(isRecord).map(dependencies => dependencies[LIBRARY]);
  return [isRecord(installed) ? installed.version : undefined, ...asked].find((version): version is string => typeof version === 'string');
}

/** What the program changed of what the library writes, as the attestation of its output says it. */
async function readExceptions(reader: Reader): Promise<Hatch[]> {
  const statement = await reader.json('governance/attestation.json');
  const { exceptions } = isRecord(statement?.predicate) ? statement.predicate : {};
  return (Array.isArray(exceptions) ? exceptions : []).filter(isRecord)
    .map(({ construct, path, reason }): Hatch => ({ what: `${String(construct)}${String(path)}`, reason: String(reason) }));
}

async function readGrantedWaivers(reader: Reader): Promise<GrantedWaiver[]> {
  if (!await reader.bytes(WAIVERS_FILE)) {
    return [];
  }
  // loaded where there are waivers: the parser and the schema validator cost a tenth of a second
  const { readWaivers } = require('../policy/waivers/read-waivers') as typeof import('../policy/waivers/read-waivers'); // eslint-disable-line @typescript-eslint/no-require-imports
  try {
    return readWaivers(join(reader.root, WAIVERS_FILE), WAIVERS_FILE).map(({ control, owner, expires }) => ({ control, owner: owner.team, expires }));
  } catch (error) {
    if (!(error instanceof PlatformError)) {
      throw error;
    }
    error.problems.forEach(problem => reader.unreadable.push(problem));
    return [];
  }
}

/** The files that each capability is made of, whoever wrote them. */
async function readCapabilityFiles(reader: Reader): Promise<Record<string, string[]>> {
  const [files, workflows] = await Promise.all([reader.names('.'), reader.names('.github/workflows')]);
  return {
    ci: [...files.filter(name => name === '.gitlab-ci.yml'), ...workflows.filter(name => /\.ya?ml$/.test(name)).map(name => `.github/workflows/${name}`)],
    image: files.filter(name => /^(Docker|Container)file/.test(name)),
  };
}
