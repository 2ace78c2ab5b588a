import { checkConfig } from './resolve-config';
import { InitContainer, PlatformServiceProps, ServiceSize, Sidecar } from './service-props';
import { KeysOf, isWhole, list, oneOf, struct, unique } from '../core/checks';
import { ID_RULE, isId, objectName, shortHash } from '../core/names';
import { Problems } from '../core/problems';
import { COMPUTE_SIZES, ComputeSize, SIDECAR_SIZE } from '../standards/defaults';
import { EnvironmentSpec } from '../standards/environment-spec';
import { resolveImage } from '../workload/resolve-image';

/** A container beside or before the main one. */
export interface HelperSpec {
  readonly name: string;
  readonly image: string;
  readonly args: string[];
  readonly compute: ComputeSize;
  readonly config: Record<string, string>;
}

/** A directory or a file that all containers see. */
export interface VolumeSpec {
  readonly name: string;
  /** Directory that it is mounted at. */
  readonly directory: string;
  /** The most it may hold; 0 for a file. */
  readonly sizeMiB: number;
  /** Name and content of a file; undefined for a directory. */
  readonly file?: { readonly configMap: string; readonly key: string; readonly content: string };
}

// a sidecar has all that an init container has, and a size
const HELPER: KeysOf<Sidecar> = { name: true, image: true, args: true, size: true, config: true };
const INIT: KeysOf<InitContainer> = { name: true, image: true, args: true, config: true };

/** The API server refuses ConfigMaps that are larger; @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MOST_BYTES = 1_048_576;
const MOST_MIB = 102_400;

/** Directories that the platform or the operating system fills. */
const TAKEN = /^\/(tmp|proc|sys|dev|etc|usr|bin|sbin|lib|lib64|var|etc\/ssl(\/rds)?|var\/run|run|var\/run\/secrets.*)$/;

/** Containers beside (`sidecars`) or before (`initContainers`) the main one. */
export function resolveHelpers(prop: 'sidecars' | 'initContainers', service: string, given: Sidecar[] | InitContainer[] | undefined, environment: EnvironmentSpec, problems: Problems): HelperSpec[] {
  return list<Sidecar>(given, prop, problems).map((entry, i): HelperSpec => {
    const at = `${prop}[${i}]`;
    const helper = struct<Sidecar>(entry, at, prop === 'sidecars' ? HELPER : INIT as typeof HELPER, problems);
    problems.must(isId(helper.name), `${at}.name must be ${ID_RULE}`, helper.name, 'name it after what it does');
    problems.must(helper.name !== service, `${at}.name must not be the service's`, helper.name, 'the main container has it');
    const args = list(helper.args, `${at}.args`, problems);
    args.forEach(argument => problems.must(typeof argument === 'string', `${at}.args must be texts`, argument, 'put it in quotes'));
    return {
      name: String(helper.name),
      image: resolveImage(entry.image, `${at}.image`, environment, problems),
      args,
      compute: COMPUTE_SIZES[oneOf(helper.size, SIDECAR_SIZE as ServiceSize, `${at}.size`, Object.values(ServiceSize), 'ServiceSize', problems)],
      config: checkConfig(helper.config, `${at}.config`, problems),
    };
  });
}

/** Directories and files beside `/tmp`. */
export function resolveVolumes(service: string, props: PlatformServiceProps, problems: Problems): VolumeSpec[] {
  const volumes = list(props.volumes, 'volumes', problems).flatMap((volume, i): VolumeSpec[] => {
    const at = `volumes[${i}]`;
    if (!problems.must(typeof volume === 'object' && '_path' in volume, `${at} must be a Volume`, volume, 'use Volume.scratch or Volume.file')) {
      return [];
    }
    const { _path: path, _content: content, _sizeMiB: sizeMiB } = volume;
    const isPath = problems.must(
      typeof path === 'string' && /^(\/[A-Za-z0-9._-]+)+$/.test(path) && !path.split('/').some(part => part === '.' || part === '..'),
      `the path of ${at} must be absolute, of letters, digits, dots, hyphens and underscores`, path, 'write it as "/var/cache/app"',
    );
    if (!isPath) {
      return [];
    }
    return [content === undefined ? directory(at, path, sizeMiB, problems) : file(at, service, path, content, problems)];
  });
  unique(volumes.map(volume => volume.directory), 'volumes must be in directories of their own', 'choose another directory', problems);
  return volumes;
}

function directory(at: string, path: string, sizeMiB: number, problems: Problems): VolumeSpec {
  problems.must(isWhole(sizeMiB, 1, MOST_MIB), `the size of ${at} must be a whole number of MiB from 1 to ${MOST_MIB}`, sizeMiB, 'what must outlive a copy belongs into a bucket or a database');
  problems.must(!TAKEN.test(path), `${at} must not hide a directory of the system`, path, path === '/tmp' ? '/tmp is there anyway' : 'choose one below it');
  return { name: `scratch-${shortHash(path)}`, directory: path, sizeMiB };
}

function file(at: string, service: string, path: string, content: string, problems: Problems): VolumeSpec {
  const slash = path.lastIndexOf('/');
  const [folder, key] = [path.slice(0, slash), path.slice(slash + 1)];
  problems.must(typeof content === 'string' && content !== '', `the content of ${at} must be a text`, content, 'read the file in the program and pass its text');
  problems.must(Buffer.byteLength(String(content)) <= MOST_BYTES, `the content of ${at} must be at most 1 MiB`, `${Buffer.byteLength(String(content))} bytes`, 'put it into the image');
  problems.must(folder !== '' && !TAKEN.test(folder), `${at} must not hide a directory of the system`, folder || '/', 'choose a directory of its own, such as /etc/app');
  return { name: `file-${shortHash(path)}`, directory: folder, sizeMiB: 0, file: { configMap: objectName(service, 'file', shortHash([path, content])), key, content } };
}
