import { secretTexts } from '../../src/policy/secret-texts';
import { unknown } from '../../src/policy/unknown';

test.each<[string, Record<string, unknown>, string[]]>([
  ['an attribute', { password: 'hunter22', name: 'orders' }, ['password']],
  ['an attribute whose name ends so', { admin_user_password: 'hunter22', kms_key: 'alias/orders' }, ['admin_user_password']],
  ['capital letters', { connection_properties: [{ PASSWORD: 'hunter22' }] }, ['connection_properties.0.PASSWORD']],
  ['a block of several', { user: [{ username: 'a', password: unknown('${var.a}') }, { username: 'b', password: 'hunter22' }] }, ['user.1.password']],
  ['words written together', { apiKey: 'x', clientSecret: 'x', api: { 'x-api-key': 'x', 'apikey': 'x' } }, ['apiKey', 'clientSecret', 'api.x-api-key', 'api.apikey']],
  ['a value beside its name', { environment_variable: [{ name: 'DB_PASSWORD', value: 'hunter22' }, { name: 'DB_HOST', value: 'db' }] }, ['environment_variable.0.value']],
  ['the default of a variable', { variable: [{ db_password: [{ default: 'hunter22', description: 'x' }] }] }, ['variable.0.db_password.0.default']],
  ['a list of them', { passwords: ['x'], password: ['hunter22'] }, ['password.0']],
  ['a value beside something that is no name', { password: [{ name: 5, value: 'hunter22' }] }, ['password.0.value']],
  ['the eleventh of a list', { password: ['', '', '', '', '', '', '', '', '', '', 'hunter22'] }, ['password.10']],
  ['nothing, where keys only look like that', { password: { values: 'x', default_length: 'x', no_default: 'x', a1: 'x', value: '' } }, []],
  ['nothing, where it is empty', { password: '' }, []],
  ['nothing, where it refers to something else', { password: unknown('${var.password}') }, []],
  ['nothing, where it is no text', { manage_master_user_password: true, password: null, secret_key: { arn: 'x' } }, []],
  ['nothing, where the name says something else', { password_length: '12', secret_arn: 'x', key_id: 'x', tokens: 'x', compass: 'x', bypassword: 'x' }, []],
])('named like a secret, of a resource with %s', (_, body, expected) => {
  expect(secretTexts(body)).toEqual({ secretTexts: expected, credentials: [] });
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['an attribute', { name: 'AKIAIOSFODNN7EXAMPLE', region: 'eu-central-1' }, ['name']],
  ['something deep inside', { environment: [{ variables: { ID: 'AKIAIOSFODNN7EXAMPLE' } }] }, ['environment.0.variables.ID']],
  ['a text around a reference', { value: unknown('postgres://api:hunter2@${aws_db_instance.a.address}/a') }, ['value']],
  ['nothing, where the password is a reference', { value: unknown('postgres://${var.user}:${random_password.a.result}@db/a') }, []],
  ['nothing, where only Terraform will know it', { value: unknown() }, []],
])('a credential, of a resource with %s', (_, body, expected) => {
  expect(secretTexts(body)).toEqual({ secretTexts: [], credentials: expected });
});
