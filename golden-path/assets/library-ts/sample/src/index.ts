// What teams build on: our words, and those of the library that we want them to use. What is not here, nobody uses.
// services of the golden path import these; test/platform.test.ts asks for them
export {
  ApiDefinition,
  Exposure,
  Image,
  PlatformMigration,
  PlatformService,
  PostgresInstance,
  PostgresSize,
  ServiceSize,
  ServiceTier,
} from '__PLATFORM_PACKAGE__';
export { PlatformApp, type PlatformAppProps } from './platform-app';
