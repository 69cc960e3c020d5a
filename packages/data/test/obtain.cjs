/**
 * `node obtain.cjs '{"official": …, "options": …}'`: obtains a file, sends the progress to its parent, and prints the location or
 * the error.
 */
const { obtainFile } = require('../dist/obtain-file');

const { official, options } = JSON.parse(process.argv[2]);
obtainFile(official, { ...options, onProgress: (progress) => process.send(progress) }).then(
  ({ location, content }) => console.log(JSON.stringify({ location, bytes: content.length })),
  (error) => console.log(JSON.stringify({ error: error.message })),
);
