import { z } from 'zod';

/** Texts in one request. */
const MOST_TEXTS = 1000;

const text = z.string().meta({ description: 'A raw text, prepared as in training.' });

export const predictRequest = z
  .strictObject({
    text: text.optional(),
    texts: z.array(text).min(1).max(MOST_TEXTS).optional(),
  })
  .refine(
    ({ text, texts }) => (text === undefined) !== (texts === undefined),
    'give either "text" or "texts"',
  )
  .meta({
    id: 'PredictRequest',
    description: 'Either one text or several.',
    minProperties: 1,
    maxProperties: 1,
    examples: [{ text: '정말 재미있는 영화' }, { texts: ['최고', '최악'] }],
  });

const classification = z
  .object({
    label: z
      .union([z.string(), z.number()])
      .meta({ description: 'The most probable class: its name, or its number if the run names no classes.' }),
    probability: z.number().meta({ description: 'That of the label.' }),
    probabilities: z.record(z.string(), z.number()).meta({ description: 'By class.' }),
  })
  .meta({ id: 'Classification' });

const unknown = z.boolean().meta({ description: 'Whether no word of the text is in the vocabulary.' });

const prediction = z
  .union([
    classification.extend({ unknown }).meta({ description: 'Of a model with one output.' }),
    z
      .object({ outputs: z.record(z.string(), classification), unknown })
      .meta({ description: 'Of a model with several outputs, by their names.' }),
  ])
  .meta({ id: 'Prediction' });

export const predictResponse = z
  .union([
    prediction,
    z.object({ predictions: z.array(prediction) }).meta({ description: 'Of several texts, in their order.' }),
  ])
  .meta({ id: 'PredictResponse' });

export const health = z
  .object({
    status: z.literal('ok'),
    run: z.string().meta({ description: 'The id of the run that is served.' }),
    waiting: z.number().meta({ description: 'Texts that wait or are predicted.' }),
  })
  .meta({ id: 'Health' });

export const apiError = z
  .object({ error: z.string().meta({ description: 'What is wrong and what to do.' }), code: z.string() })
  .meta({ id: 'Error' });
