// Tokenizes the texts on stdin, and prints their table with the warnings, or the error.
const { tokenizeCorpus } = require('@rnn-lab/text-ko');
const { json } = require('node:stream/consumers');

// Without a listener, the signal that follows a full file would end the process.
process.on('SIGXFSZ', () => {});

const warnings = [];
const onWarning = (message) => warnings.push(message);

json(process.stdin)
  .then(({ texts, options }) => tokenizeCorpus(texts, { ...options, onWarning }))
  .then(({ words, lengths, ids }) =>
    JSON.stringify({ words, lengths: [...lengths], ids: [...ids], warnings }),
  )
  .catch(String)
  .then((output) => process.stdout.write(output));
