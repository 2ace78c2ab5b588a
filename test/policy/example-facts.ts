export { EXAMPLE_FACTS as FACTS } from '../../src/policy/example-facts';
