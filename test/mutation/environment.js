const { TestEnvironment } = require('jest-environment-node');

/** After the first test that fails the others are left out: a mutant that one test catches is caught. Suites are told which tests may run. */
module.exports = class extends TestEnvironment {
  caught = false;

  constructor(config, context) {
    super(config, context);
    this.global.testNamePattern = config.globalConfig.testNamePattern;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') {
      this.caught = true;
    } else if (name === 'test_start' && this.caught) {
      test.mode = 'skip';
    }
  }
};
