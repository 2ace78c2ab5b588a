import { Aspects, TerraformHclModule, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { ACCEPTED, Attack, NO_EFFECT, inSynth } from './attack';

const OTHER_ACCOUNT = JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Action: 'sts:AssumeRole' } });
const EVERYONE = JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'logs:PutSubscriptionFilter', Resource: '*' } });
const TAGS = {
  'platform.example.com/owner': 'team-payments',
  'platform.example.com/cost-center': 'cc-1001',
  'platform.example.com/system': 'shop',
  'platform.example.com/environment': 'prod',
};
const ALL_SECRETS = JSON.stringify({
  Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: 'arn:aws:secretsmanager:eu-central-1:333333333333:secret:*' },
});

/** Ways to get something into the Terraform of an environment from within the program. */
export const TERRAFORM_ATTACKS: readonly Attack[] = [
  { what: '`addOverride` of an attribute with `false`', program: ({ instance }) => instance.addOverride('storage_encrypted', false), result: inSynth('AWS-03') },
  { what: '`addOverride` of an attribute with `null`', program: ({ instance }) => instance.addOverride('storage_encrypted', null), result: inSynth('AWS-03') },
  { what: 'an attribute set on the resource', program: ({ instance }) => { instance.deletionProtection = false; }, result: inSynth('AWS-07') },
  { what: '`resetStorageEncrypted()`', program: ({ instance }) => instance.resetStorageEncrypted(), result: inSynth('AWS-03') },
  { what: '`stack.addOverride` of an attribute', program: ({ stack }) => stack.addOverride('resource.aws_db_instance.orders.publicly_accessible', true), result: inSynth('AWS-01') },
  { what: '`ignore_changes`, so that what changes later is not seen', program: ({ instance }) => instance.addOverride('lifecycle.ignore_changes', ['storage_encrypted']), result: inSynth('GOV-01') },
  { what: '`ignore_changes = all` in text', program: ({ instance }) => instance.addOverride('lifecycle.ignore_changes', 'all'), result: inSynth('GOV-01') },
  { what: '`prevent_destroy` taken away', program: ({ instance }) => instance.addOverride('lifecycle.prevent_destroy', false), result: inSynth('AWS-07') },
  { what: 'a provisioner that runs a command', program: ({ instance }) => instance.addOverride('provisioner', [{ 'local-exec': { command: 'id' } }]), result: inSynth('GOV-01') },
  { what: 'a module', program: ({ stack }) => stack.addOverride('module.own', { source: 'terraform-aws-modules/rds/aws' }), result: inSynth('GOV-01') },
  { what: '`TerraformHclModule`', program: ({ stack }) => { new TerraformHclModule(stack, 'own', { source: 'terraform-aws-modules/rds/aws' }); }, result: inSynth('GOV-01') },
  { what: 'a `removed` block, which lets a database out of sight', program: ({ stack }) => stack.addOverride('removed', [{ from: 'aws_db_instance.other', lifecycle: { destroy: false } }]), result: ACCEPTED, because: 'Terraform forgets it and destroys nothing; the plan says `forget`' },
  { what: 'a `removed` block that destroys', program: ({ stack }) => stack.addOverride('removed', [{ from: 'aws_db_instance.other' }]), result: inSynth('GOV-01') },
  { what: 'an `import` block', program: ({ stack }) => stack.addOverride('import', [{ to: 'aws_db_instance.orders', id: 'other' }]), result: ACCEPTED, because: 'what is taken over is under the same configuration, and what that changes is in the plan' },
  { what: 'a `moved` block', program: ({ stack }) => stack.addOverride('moved', [{ from: 'aws_db_instance.a', to: 'aws_db_instance.orders' }]), result: ACCEPTED, because: 'it is the same resource under another address; what would be replaced is in the plan' },
  { what: 'another provider', program: ({ stack }) => stack.addOverride('provider.aws', [{ region: 'eu-central-1', access_key: 'AKIAIOSFODNN7EXAMPLE' }]), result: inSynth('GOV-01') },
  { what: 'a provider that runs programs', program: ({ stack }) => stack.addOverride('terraform.required_providers.external', { source: 'hashicorp/external' }), result: inSynth('GOV-01') },
  { what: 'a data source that runs a program', program: ({ stack }) => stack.addOverride('data.external.own', { program: ['id'] }), result: inSynth('GOV-01') },
  { what: 'another backend', program: ({ stack }) => stack.addOverride('terraform.backend', { local: {} }), result: inSynth('GOV-01') },
  { what: 'a backend without encryption', program: ({ stack }) => stack.addOverride('terraform.backend.s3.encrypt', false), result: inSynth('GOV-01') },
  { what: 'tags taken from a resource', program: ({ instance }) => instance.addOverride('tags', null), result: inSynth('AWS-18') },
  {
    what: 'a raw `TerraformResource`',
    program: ({ stack }) => { new TerraformResource(stack, 'own', { terraformResourceType: 'aws_db_instance' }).addOverride('publicly_accessible', true); },
    result: inSynth('AWS-01'),
  },
  {
    what: 'a resource that no control knows, to hold data',
    program: ({ stack }) => { new TerraformResource(stack, 'own', { terraformResourceType: 'aws_neptune_cluster' }); },
    result: inSynth('AWS-03'),
  },
  { what: '`node.tryRemoveChild` of the database', program: ({ stack }) => { stack.node.tryRemoveChild('orders'); }, result: inSynth('AWS-17') },
  { what: '`node.tryRemoveChild` of the permissions of its monitoring', program: ({ stack }) => { stack.node.tryRemoveChild('orders_monitoring-attachment'); }, result: inSynth('AWS-12') },
  { what: '`node.tryRemoveChild` of an alarm', program: ({ stack }) => { stack.node.tryRemoveChild('orders_alarm_free-storage'); }, result: inSynth('AWS-12') },
  { what: 'an alarm of which Terraform makes none', program: ({ stack }) => stack.addOverride('resource.aws_cloudwatch_metric_alarm.orders_alarm_free-storage.count', 0), result: inSynth('AWS-12') },
  { what: 'an alarm of which Terraform makes as many as an empty set has', program: ({ stack }) => stack.addOverride('resource.aws_cloudwatch_metric_alarm.orders_alarm_free-storage.for_each', '${toset([])}'), result: inSynth('AWS-12') },
  { what: 'the permissions of its monitoring, of which Terraform makes none', program: ({ stack }) => stack.addOverride('resource.aws_iam_role_policy_attachment.orders_monitoring-attachment.count', 0), result: inSynth('AWS-12') },
  { what: 'a second value for a parameter, behind the right one', program: ({ stack }) => stack.addOverride('resource.aws_db_parameter_group.orders_parameters.parameter', [{ name: 'rds.force_ssl', value: '0' }]), result: inSynth('AWS-05') },
  { what: 'a password in an attribute that is only written', program: ({ instance }) => instance.addOverride('password_wo', 'hunter22'), result: inSynth('AWS-09') },
  { what: 'a password as a local value', program: ({ stack }) => stack.addOverride('locals', { db_password: 'hunter22' }), result: inSynth('AWS-09') },
  { what: 'a password as the default of a variable', program: ({ stack }) => stack.addOverride('variable.db_password', { default: 'hunter22' }), result: inSynth('AWS-09') },
  { what: 'a key of AWS in an attribute that is not called so', program: ({ instance }) => instance.addOverride('db_name', 'AKIAIOSFODNN7EXAMPLE'), result: inSynth('AWS-09') },
  { what: 'a password for a resource that nobody thought of', program: ({ stack }) => stack.addOverride('resource.aws_dms_endpoint.own', { password: 'hunter22', tags: TAGS }), result: inSynth('AWS-09') },
  { what: 'a destination that takes the logs of everyone', program: ({ stack }) => stack.addOverride('resource.aws_cloudwatch_log_destination_policy.own', { access_policy: EVERYONE }), result: inSynth('AWS-16') },
  { what: 'a security group of somebody else for the database', program: ({ instance }) => instance.addOverride('vpc_security_group_ids', ['sg-0123456789abcdef0']), result: inSynth('AWS-17') },
  { what: 'another region for everything', program: ({ stack }) => stack.addOverride('provider.aws', [{ region: 'us-east-1', allowed_account_ids: ['333333333333'] }]), result: inSynth('GOV-01') },
  { what: 'no provider, so that Terraform takes the account and the region of whoever runs it', program: ({ stack }) => { stack.node.tryRemoveChild('aws'); }, result: inSynth('GOV-01') },
  { what: '`node.tryRemoveChild` of the copies of its backups in another region', program: ({ stack }) => { stack.node.tryRemoveChild('orders_copies'); }, result: inSynth('AWS-06') },
  { what: '`node.tryRemoveChild` of its place in the backup plan', program: ({ stack }) => { stack.node.tryRemoveChild('orders_backup'); }, result: inSynth('AWS-06') },
  { what: 'an alarm that tells nobody', program: ({ stack }) => stack.addOverride('resource.aws_cloudwatch_metric_alarm.orders_alarm_cpu.alarm_actions', null), result: inSynth('AWS-12') },
  { what: 'a database that writes down no statement', program: ({ stack }) => stack.addOverride('resource.aws_db_parameter_group.orders_parameters.parameter', [{ name: 'log_statement', value: 'none' }]), result: inSynth('AWS-11') },
  { what: 'a role that another account may take', program: ({ stack }) => stack.addOverride('resource.aws_iam_role.orders_monitoring-role.assume_role_policy', OTHER_ACCOUNT), result: inSynth('AWS-15') },
  { what: 'a policy for all secrets of the account', program: ({ stack }) => stack.addOverride('resource.aws_iam_policy.own', { policy: ALL_SECRETS }), result: inSynth('AWS-13') },
  {
    what: 'a type of AWS that nobody has looked at, with all its tags',
    program: ({ stack }) => stack.addOverride('resource.aws_apprunner_service.own', { service_name: 'own', tags: TAGS }),
    result: inSynth('GOV-01'),
  },
  { what: 'a program that a `check` runs', program: ({ stack }) => stack.addOverride('check.own', { data: { external: { own: { program: ['id'] } } } }), result: inSynth('GOV-01') },
  { what: 'an ephemeral resource that runs a function', program: ({ stack }) => stack.addOverride('ephemeral.aws_lambda_invocation.own', { function_name: 'own', payload: '{}' }), result: inSynth('GOV-01') },
  {
    what: 'a variable in place of a value',
    program: ({ stack, instance }) => instance.addOverride('storage_encrypted', `\${${new TerraformVariable(stack, 'own', { default: false }).fqn}}`),
    result: inSynth('GOV-02'),
  },
  { what: 'an expression that is false', program: ({ instance }) => instance.addOverride('storage_encrypted', '${1 == 2}'), result: inSynth('GOV-02') },
  { what: 'the text "false"', program: ({ instance }) => instance.addOverride('storage_encrypted', 'false'), result: inSynth('AWS-03') },
  { what: 'the text "true", which is as good as true', program: ({ instance }) => instance.addOverride('storage_encrypted', 'true'), result: ACCEPTED, because: 'Terraform reads it as true' },
  {
    what: 'an Aspect of one\'s own',
    program: ({ app }) => Aspects.of(app).add({ visit: node => { if (TerraformResource.isTerraformResource(node) && node.terraformResourceType === 'aws_db_instance') { node.addOverride('storage_encrypted', false); } } }),
    result: inSynth('AWS-03'),
  },
  {
    what: 'an override from a validation',
    program: ({ app, instance }) => app.node.addValidation({ validate: () => { instance.addOverride('storage_encrypted', false); return []; } }),
    result: inSynth('AWS-03'),
  },
  {
    what: '`Symbol.for(\'cdktf/customSynthesis\')`, which cdktf runs before it writes',
    program: ({ stack, instance }) => { (stack as unknown as Record<symbol, unknown>)[Symbol.for('cdktf/customSynthesis')] = { onSynthesize: () => instance.addOverride('storage_encrypted', false) }; },
    result: NO_EFFECT,
  },
  {
    what: '`toTerraform` replaced',
    program: ({ stack }) => {
      const honest = TerraformStack.prototype.toTerraform.bind(stack);
      stack.toTerraform = () => { const json = honest(); json.resource.aws_db_instance.orders.storage_encrypted = false; return json; };
    },
    result: inSynth('AWS-03'),
  },
  {
    what: 'an Aspect on one environment that changes another one, which was rendered before',
    program: ({ app, instance }) => Aspects.of(app.environment('staging')).add({ visit: () => instance.addOverride('storage_encrypted', false) }),
    result: NO_EFFECT,
  },
  {
    what: '`overrideLogicalId`, so that the database is destroyed and made again',
    program: ({ instance }) => instance.overrideLogicalId('other'),
    result: NO_EFFECT,
  },
  {
    what: 'the resource of a released database under another name',
    released: true,
    program: ({ stack, instance }) => { stack.addOverride('resource.aws_db_instance.other', instance.toTerraform().resource.aws_db_instance.orders); stack.node.tryRemoveChild('orders'); },
    result: inSynth('program'),
  },
  { what: 'a released database taken out of the program', released: true, program: ({ app }) => { app.environment('prod').node.tryRemoveChild('terraform'); }, result: inSynth('program') },
  { what: 'a released database under another identifier, which replaces it', released: true, program: ({ instance }) => { instance.identifier = 'other'; }, result: inSynth('program') },
];
