import { StackJson } from './local-stack';
import { IMAGE, synthesise, synthesiseInTurn } from '../../synthesised';
import {
  DatabasePolicyOverrides, EnvironmentStandards, PlatformApp, PlatformService, PostgresInstance, PostgresInstanceProps, PostgresSize, Standards, Tier,
} from 'pavement';

/** What the script prepare.py has made in an account. */
export interface PreparedAccount {
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  readonly databaseSubnets: { readonly id: string; readonly cidr: string; readonly zone: string }[];
  readonly topic: string;
  readonly backupPlan: { readonly planId: string; readonly roleArn: string };
  readonly permissionsBoundary: string;
}

/** The reference standards with every environment in this account. */
export function accountStandards(prepared: PreparedAccount, databases: DatabasePolicyOverrides = {}): Standards {
  const { props } = Standards.reference();
  const { topic, backupPlan, ...account } = prepared;
  const inAccount = ([name, environment]: [string, EnvironmentStandards]): [string, EnvironmentStandards] => [name, {
    ...environment,
    aws: { ...environment.aws, ...account, alarmTopic: topic.replace('team-payments', '{team}'), ...environment.tier !== Tier.DEV && { backupPlan } },
    cluster: { ...environment.cluster, name: 'platform', podCidrs: ['10.0.0.0/17'] },
  }];
  const environments = Object.fromEntries(Object.entries(props.environments).map(inAccount));
  return Standards.fromProps({ ...props, environments, databases: { ...props.databases, ...databases } });
}

/** The stack of a service that is bound to a database. */
export function synthesised(standards: Standards, environment: string, props: Partial<PostgresInstanceProps> = {}): StackJson {
  return synthesise(bound(environment, props), { standards }).terraform(environment) as StackJson;
}

/** The same stack after the program has let go of the database. */
export function retired(standards: Standards, environment: string): StackJson {
  const [, after] = synthesiseInTurn([bound(environment), (app) => {
    app.environment(environment).retire('orders', { reason: 'moved to another account' });
  }], { standards });
  return after.terraform(environment) as StackJson;
}

function bound(environment: string, props: Partial<PostgresInstanceProps> = {}): (app: PlatformApp) => void {
  return (app) => {
    const at = app.environment(environment);
    new PlatformService(at, 'api', { image: IMAGE }).bind(new PostgresInstance(at, 'orders', { size: PostgresSize.SMALL, ...props }));
  };
}
