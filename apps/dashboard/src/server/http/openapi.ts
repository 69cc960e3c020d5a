import { preprocessing, SPLITS } from '@rnn-lab/runs';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import * as answers from '#api/responses';
import {
  annotationsChange,
  eventsQuery,
  metricsQuery,
  predictionsQuery,
  runsQuery,
  runsTableQuery,
  seriesQuery,
  tokensRequest,
} from '#api/contract';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';

const id = z.string().meta({ description: 'Name of the run’s folder.' });
const split = z.enum(SPLITS);
const error = { description: 'What is wrong.', content: json(answers.apiError) };
const ofRun = z.object({ id });
const ofSplit = z.object({ id, split });

/** The description of /api/v1, made from the schemas that the routes check their input with. */
export function openApiDocument() {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'rnn-lab',
        version: '1',
        description:
          'What the dashboard’s pages use. Where a number is not finite, JSON has null. With RNN_LAB_TOKEN set, ' +
          'every request presents it; changes by a browser come from the dashboard’s own pages.',
      },
      servers: [{ url: '/api/v1' }],
      security: [{}, { token: [] }, { session: [] }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'rnn-lab-session' },
        },
      },
      paths,
    },
    {
      override({ zodSchema, jsonSchema }) {
        // A number that files write as a string where it is not finite; over HTTP it is null.
        if (zodSchema._zod.def.type === 'transform') jsonSchema.type = 'null';
      },
      allowEmptySchema: { transform: true },
    },
  );
}

const paths: ZodOpenApiPathsObject = {
  '/health': { get: operation('204: the server is there', {}) },
  '/runs': {
    get: operation('Runs that match, in an order, from an offset', {
      query: runsQuery,
      answer: json(answers.runsPage),
    }),
  },
  '/runs.csv': {
    get: operation('All runs that match as a table, with every parameter and figure', {
      query: runsTableQuery,
      answer: { 'text/csv': {} },
    }),
  },
  '/runs/{id}': {
    get: operation('All about one run', { path: ofRun, answer: json(answers.runDetail) }),
    patch: operation('Change tags, notes or whether it is archived; what is left out stays', {
      path: ofRun,
      body: annotationsChange,
      answer: json(answers.runDetail),
    }),
    delete: operation('Move to the trash; a live run is refused', { path: ofRun }),
  },
  '/runs/{id}/metrics': {
    get: operation('New lines of metrics.jsonl, 4 MiB at most', {
      path: ofRun,
      query: metricsQuery,
      answer: json(answers.metricsUpdate),
    }),
  },
  '/runs/{id}/metrics.csv': {
    get: operation('All lines as a table', { path: ofRun, answer: { 'text/csv': {} } }),
  },
  '/runs/{id}/series': {
    get: operation('Curves, cut into buckets that keep every extreme', {
      path: ofRun,
      query: seriesQuery,
      answer: json(answers.curvesPage),
    }),
  },
  '/runs/{id}/predictions/{split}': {
    get: operation('Predictions that match, in an order, from an offset', {
      path: ofSplit,
      query: predictionsQuery,
      answer: json(answers.predictionsPage),
    }),
  },
  '/runs/{id}/predictions/{split}.csv': {
    get: operation('All predictions as a table', { path: ofSplit, answer: { 'text/csv': {} } }),
  },
  '/runs/{id}/evaluation/{split}': {
    get: operation('ROC, precision-recall and calibration of a classifier', {
      path: ofSplit,
      answer: json(answers.evaluation),
    }),
  },
  '/runs/{id}/tokens': {
    post: operation('From a text to the model’s input, by the run’s own preprocessing', {
      path: ofRun,
      body: tokensRequest,
      answer: json(answers.tokenization),
    }),
  },
  '/runs/{id}/preprocessing': {
    get: operation('preprocessing.json', { path: ofRun, answer: json(preprocessing) }),
  },
  '/runs/{id}/model': {
    get: operation('The saved model in a zip file', { path: ofRun, answer: { 'application/zip': {} } }),
  },
  '/runs/{id}/model/{file}': {
    get: operation('A file of the saved model, for tf.loadLayersModel', {
      path: z.object({ id, file: z.string().meta({ example: 'model.json' }) }),
      answer: { 'application/json': {}, 'application/octet-stream': {} },
    }),
  },
  '/runs/{id}/events': {
    get: operation('Server-sent events of a run: run, metrics, removed', {
      path: ofRun,
      query: metricsQuery,
      answer: { 'text/event-stream': {} },
    }),
  },
  '/events': {
    get: operation(
      'Server-sent events of the list of runs: rows; or of several runs: run, metrics, removed',
      {
        query: eventsQuery,
        answer: { 'text/event-stream': {} },
      },
    ),
  },
  '/trash': {
    get: operation('What was deleted', { answer: json(answers.trashPage) }),
    delete: operation('Delete it for good', {}),
  },
  '/trash/{id}/restore': {
    post: operation('Take a run out of the trash', { path: ofRun, answer: json(answers.runDetail) }),
  },
  '/session': {
    post: {
      summary: 'Sign in: the form of the sign-in page',
      security: [],
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: z.object({ token: z.string(), next: z.string().optional() }),
          },
        },
      },
      responses: { 303: { description: 'To `next`, with the cookie; or back to the sign-in page.' } },
    },
  },
  '/openapi.json': {
    get: operation('This description', { answer: { 'application/json': {} } }),
  },
};

interface Shape {
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** By media type; nothing is answered where it is missing. */
  answer?: Record<string, { schema?: z.ZodType }>;
}

function operation(summary: string, { path, query, body, answer }: Shape): ZodOpenApiOperationObject {
  return {
    summary,
    requestParams: { ...(path && { path }), ...(query && { query }) },
    ...(body && { requestBody: { content: json(body) } }),
    responses: {
      ...(answer ? { 200: { description: 'OK', content: answer } } : { 204: { description: 'Done.' } }),
      default: error,
    },
  };
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema } };
}
