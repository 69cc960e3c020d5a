// Tokenizes what stdin says, and prints the tokens, or the sentence of the error.
const { tokenizeCorpus } = require('@rnn-lab/text-ko');
const { json } = require('node:stream/consumers');

// Without a listener, the signal that follows a full file would end the process.
process.on('SIGXFSZ', () => {});

json(process.stdin)
  .then(({ texts, options }) => tokenizeCorpus(texts, options))
  .then(JSON.stringify, String)
  .then((said) => process.stdout.write(said));
