// The public API: the project types, and what can be said of them.
export { PlatformServicePy } from './platform-service-py';
export { PlatformServiceTs } from './platform-service-ts';
export type { PlatformServiceTsOptions } from './options/options';
