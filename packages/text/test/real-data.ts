/** The folder with the full data sets. Tests that need it are skipped if it isn't set, and fail if a file is missing. */
export const dataDir = process.env.RNN_LAB_DATA ?? '';

if (!dataDir) {
  console.warn('Skipped: the tests on the full data sets, because RNN_LAB_DATA is not set.');
}

export const describeWithData = dataDir ? describe : describe.skip;
