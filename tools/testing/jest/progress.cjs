'use strict';

/** A Jest reporter that reports every test that ends to the watchdog (see global-setup.cjs). */
module.exports = class Progress {
  onTestCaseResult() {
    globalThis.rnnLabWatchdog?.stdin.write('.');
  }
};
