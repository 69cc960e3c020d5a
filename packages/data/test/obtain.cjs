/** A process of its own that obtains a file: `node obtain.cjs '{"official": …, "options": …}'` prints where it is, or why not, and sends its progress to its parent. */
const { obtainFile } = require('../dist/obtain-file');

const { official, options } = JSON.parse(process.argv[2]);
obtainFile(official, { ...options, onProgress: (progress) => process.send(progress) }).then(
  ({ location, content }) => console.log(JSON.stringify({ location, bytes: content.length })),
  (error) => console.log(JSON.stringify({ error: error.message })),
);
