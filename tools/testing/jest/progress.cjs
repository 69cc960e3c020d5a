'use strict';

/** A Jest reporter that tells the watchdog (see global-setup.cjs) of every test that ends. */
module.exports = class Progress {
  onTestCaseResult() {
    globalThis.rnnLabWatchdog?.stdin.write('.');
  }
};
