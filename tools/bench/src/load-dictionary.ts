import { createMecabKo } from '@rnn-lab/text-ko';

// Prints the milliseconds that a fresh process takes until its analyzer is ready.
const started = performance.now();
void createMecabKo().then(() => console.log(performance.now() - started));
