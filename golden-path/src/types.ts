import type { Project } from 'projen';
import { LIBRARY_OPTIONS } from './options/library-option-table';
import { OptionTable, SERVICE_OPTIONS } from './options/option-table';

/** A type of repository, as `projen new` and the commands name it. */
export interface ProjectType {
  /** What `.projenrc.ts` creates. */
  readonly className: string;
  readonly options: OptionTable;
  /** Loads the type and declares a repository of it. */
  create(options: object): Project;
}

/* eslint-disable @typescript-eslint/no-require-imports */
/** The types of repositories that the path leads to. */
export const PROJECT_TYPES: Readonly<Record<string, ProjectType>> = {
  'platform-service-py': {
    className: 'PlatformServicePy',
    options: SERVICE_OPTIONS,
    create: options => {
      const { PlatformServicePy } = require('./platform-service-py') as typeof import('./platform-service-py');
      return new PlatformServicePy(options as ConstructorParameters<typeof PlatformServicePy>[0]);
    },
  },
  'platform-service-ts': {
    className: 'PlatformServiceTs',
    options: SERVICE_OPTIONS,
    create: options => {
      const { PlatformServiceTs } = require('./platform-service-ts') as typeof import('./platform-service-ts');
      return new PlatformServiceTs(options as ConstructorParameters<typeof PlatformServiceTs>[0]);
    },
  },
  'platform-library-ts': {
    className: 'PlatformLibraryTs',
    options: LIBRARY_OPTIONS,
    create: options => {
      const { PlatformLibraryTs } = require('./platform-library-ts') as typeof import('./platform-library-ts');
      return new PlatformLibraryTs(options as ConstructorParameters<typeof PlatformLibraryTs>[0]);
    },
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */
