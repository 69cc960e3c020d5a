/** The folder with the full data sets; tests that need it are skipped without one, and fail where it lacks a file. */
export const dataDir = process.env.RNN_LAB_DATA ?? '';

if (!dataDir) {
  console.warn('Skipped: the tests on the full data sets, because RNN_LAB_DATA is not set.');
}

export const describeWithData = dataDir ? describe : describe.skip;
