// The public API, one line per file that is part of it.
export { PlatformApp, type PlatformAppProps } from './app/platform-app';
export { Environment } from './environment/environment';
export type { PlacementProps } from './environment/placement';

export { PlatformService, type PlatformServiceProps, ServiceSize, type BindOptions } from './service/platform-service';
export { Image } from './service/image';
export { Exposure } from './service/exposure';
export { TeamNamespace, type TeamNamespaceProps } from './namespace/team-namespace';
export { PostgresInstance, type PostgresInstanceProps, PostgresSize } from './postgres/postgres-instance';
export { PostgresExtension, type PostgresParameters } from './postgres/postgres-parameters';
export { Weekday, type BackupWindow, type MaintenanceWindow } from './postgres/windows';

export { Standards } from './standards/standards';
export * from './standards/standards-props';

export * from './core/binding';
export type { IPlatformComponent } from './core/component';
