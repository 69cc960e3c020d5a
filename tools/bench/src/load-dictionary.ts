import { createMecabKo } from '@rnn-lab/text-ko';

// Prints how many milliseconds the analyzer of a fresh process takes to load. console.log could colour the number.
const started = performance.now();
void createMecabKo().then(() => process.stdout.write(String(performance.now() - started)));
