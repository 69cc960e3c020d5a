import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { apiError, health, predictRequest, predictResponse } from './api';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const ok = (schema: z.ZodType) => ({ 200: { description: 'OK', content: json(schema) } });
const failed = { default: { description: 'What is wrong.', content: json(apiError) } };

/** The OpenAPI description of the server, made from the schemas with which it checks its input. */
export function openApiDocument(run: string): object {
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
          summary: 'Predict one text or several',
          requestBody: { required: true, content: json(predictRequest) },
          responses: { ...ok(predictResponse), ...failed },
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
