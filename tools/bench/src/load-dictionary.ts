import { createMecabKo } from '@rnn-lab/text-ko';

// Prints the milliseconds that a fresh process takes until its analyzer is ready; console.log might colour the number.
const started = performance.now();
void createMecabKo().then(() => process.stdout.write(String(performance.now() - started)));
