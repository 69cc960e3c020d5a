// Analyzes the texts on stdin with mecab-ya, and prints version, description and morphemes, or the error.
const { createMecabYa } = require('@rnn-lab/text-ko');
const { json } = require('node:stream/consumers');

async function analyze(texts) {
  const analyzer = await createMecabYa();
  const { version, description } = analyzer;
  return { version, description, morphemes: await analyzer.analyze(texts) };
}

json(process.stdin)
  .then(analyze)
  .then(JSON.stringify, String)
  .then((output) => process.stdout.write(output));
