export { subjectsOf } from '../../src/policy/control-example';
