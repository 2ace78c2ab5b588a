// The public API: the project types, and what can be said of them.
export { PlatformLibraryTs } from './platform-library-ts';
export { PlatformServicePy } from './platform-service-py';
export { PlatformServiceTs } from './platform-service-ts';
export type { PlatformLibraryTsOptions } from './options/library-options';
export type { PlatformServiceTsOptions } from './options/options';
export type { RepositoryOptions } from './options/repository-options';
