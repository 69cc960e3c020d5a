const { TestEnvironment } = require('jest-environment-node');

/** Jest gives tests typed arrays of another realm, which ONNX Runtime does not take for its own. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.Float32Array = Float32Array;
  }
};
