// The public API, one line per file that is part of it.
export { PlatformApp, type PlatformAppProps } from './app/platform-app';
export type { CatalogProps } from './app/catalog-props';
export { Environment, type RetireOptions } from './environment/environment';
export type { PlacementProps } from './environment/placement';

export { PlatformService, type AllowOptions, type BindOptions, type CallOptions } from './service/platform-service';
export * from './service/service-props';
export { Image } from './core/image';
export { Exposure } from './service/exposure';
export { Egress } from './service/egress';
export { External, type ExternalServiceOptions, type ICallee } from './service/external';
export { SecretRef } from './service/secret-ref';
export { Volume } from './service/volume';
export type { ManifestPatch } from './service/service-patch';
export { TeamNamespace, type TeamNamespaceProps } from './namespace/team-namespace';
export { PlatformMigration, type PlatformMigrationProps } from './migration/platform-migration';
export { PostgresInstance, type PostgresInstanceProps, PostgresSize } from './postgres/postgres-instance';
export { PostgresExtension, type PostgresParameters } from './postgres/postgres-parameters';
export { Weekday, type BackupWindow, type MaintenanceWindow } from './postgres/windows';

export { Intents } from './intents/intents';

export { Standards } from './standards/standards';
export * from './standards/standards-props';

export * from './core/binding';
export * from './core/catalog-facts';
export type { IPlatformComponent } from './core/component';
