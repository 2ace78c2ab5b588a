const { TestEnvironment } = require('jest-environment-node');

/** After the first test that fails the others are left out: a mutant that one test catches is caught. */
module.exports = class extends TestEnvironment {
  caught = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') {
      this.caught = true;
    } else if (name === 'test_start' && this.caught) {
      test.mode = 'skip';
    }
  }
};
