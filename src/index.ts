// The public API, one line per file that is part of it.
export { PlatformApp, PlatformAppProps } from './app/platform-app';
export { Environment } from './environment/environment';
export { PlacementProps } from './environment/placement';

export { PlatformService, PlatformServiceProps, ServiceSize, BindOptions } from './service/platform-service';
export { Image } from './service/image';
export { Exposure } from './service/exposure';
export { PostgresInstance, PostgresInstanceProps, PostgresSize } from './postgres/postgres-instance';

export { Standards } from './standards/standards';
export * from './standards/standards-props';

export { Access, Binding, BindingEgress, BindingMount, BindingRequest, BindingStatement, BindingVariable, IBindable } from './core/binding';
export { IPlatformComponent } from './core/component';
