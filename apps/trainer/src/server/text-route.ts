import { z } from 'zod';
import { predictionJson } from '../saved-model/predictions';
import { refuseNotFinite } from '../saved-model/refuse-not-finite';
import type { TextModel, TextPrediction } from '../saved-model/text-model';
import { withPlace } from '../text-place';
import { predictRoute } from './predict-route';
import type { PredictRoute } from './predict-route';
import type { PredictionQueue } from './prediction-queue';

/** Texts in one request. */
const MOST_TEXTS = 1000;

const text = z.string().meta({ description: 'A raw text, prepared as in training.' });

const predictRequest = z
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

const predictResponse = z
  .union([
    prediction,
    z.object({ predictions: z.array(prediction) }).meta({ description: 'Of several texts, in their order.' }),
  ])
  .meta({ id: 'PredictResponse' });

/** POST /predict of a classifier of texts. */
export function textRoute(model: TextModel, queue: PredictionQueue<string, TextPrediction>): PredictRoute {
  return predictRoute({
    summary: 'Predict one text or several',
    request: predictRequest,
    response: predictResponse,
    async answer({ text, texts = [] }, signal) {
      const isOne = text !== undefined;
      const predictions = await predict(isOne ? [text] : texts, signal).catch((error: unknown) => {
        throw withPlace(error, (index) => (isOne ? 'text' : `texts[${index}]`));
      });
      const answers = predictions.map((prediction) => predictionJson(model, prediction));
      return isOne ? answers[0] : { predictions: answers };
    },
  });

  async function predict(texts: readonly string[], signal: AbortSignal): Promise<TextPrediction[]> {
    const predictions = await queue.predict(texts, signal);
    refuseNotFinite(predictions);
    return predictions;
  }
}
