// Analyzes the texts of stdin with mecab-ya, and prints version and morphemes, or the sentence of the error.
const { createMecabYa } = require('@rnn-lab/text-ko');
const { json } = require('node:stream/consumers');

async function analyze(texts) {
  const analyzer = await createMecabYa();
  return { version: analyzer.version, morphemes: await analyzer.analyze(texts) };
}

json(process.stdin)
  .then(analyze)
  .then(JSON.stringify, String)
  .then((said) => process.stdout.write(said));
