import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { apiError, health } from './api';
import type { PredictRoute } from './predict-route';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const ok = (schema: z.ZodType) => ({ 200: { description: 'OK', content: json(schema) } });
const failed = { default: { description: 'What is wrong.', content: json(apiError) } };

/** The OpenAPI description of the server, made from the schemas with which it checks its input. */
export function openApiDocument(run: string, predict: PredictRoute): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `rnn-lab: ${run}`,
      version: '1',
      description:
        'Predictions of one run’s model. If RNN_LAB_TOKEN is set, every request but that for /health needs it as "Authorization: Bearer".',
    },
    security: [{}, { token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/predict': {
        post: {
          summary: predict.summary,
          requestBody: { required: true, content: json(predict.request) },
          responses: { ...ok(predict.response), ...failed },
        },
      },
      '/health': {
        get: { summary: 'Whether the server answers', security: [], responses: { ...ok(health), ...failed } },
      },
      '/openapi.json': {
        get: { summary: 'This description', responses: { ...ok(z.looseObject({})), ...failed } },
      },
    },
  });
}
