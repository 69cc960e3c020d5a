import { z } from 'zod';
import { LONGEST_TEXT } from './limits';
import { count } from './shared';

/** POST /runs/{id}/tokens: from a text to the model's input, by the run's own preprocessing.json. */
export const tokensRequest = z.strictObject({ text: z.string().max(LONGEST_TEXT) });

const token = z.object({
  surface: z.string().describe('As in the cleaned text.'),
  token: z.string().describe('What is looked up: the surface, its lemma or its lower case.'),
  status: z
    .enum(['kept', 'stopword', 'unknown', 'cut'])
    .describe('`cut`: in the vocabulary, but before the last `maxLength` tokens.'),
  index: count.nullable().describe('In the vocabulary; null if the token is not fed to the model.'),
});

export const tokenization = z
  .object({
    tokens: z.array(token).describe('Empty for an ensemble, whose members read different tokens.'),
    input: z
      .array(z.number())
      .describe(
        'The model’s input: ids, padded and cut at the front to `maxLength`; of an ensemble, that of each member, which is the log-odds if the member isn’t a network.',
      ),
  })
  .meta({ id: 'Tokenization' });
export type Tokenization = z.infer<typeof tokenization>;
