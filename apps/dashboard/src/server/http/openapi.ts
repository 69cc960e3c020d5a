import { reportPiece, reportReceipt } from '@rnn-lab/runs';
import { SPLITS } from '@rnn-lab/runs/names';
import { preprocessing } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { comparedQuery, comparisonPage, comparisonQuery } from '#api/comparison';
import { apiError } from '#api/errors';
import { breakdown, dataPage, embeddingMap, neighbors, neighborsQuery } from '#api/data';
import { eventsQuery } from '#api/events';
import { histogramsPage } from '#api/histograms';
import { memoryPage } from '#api/memory';
import { metricsQuery, metricsUpdate, seriesQuery, curvesPage } from '#api/metrics';
import { pinRequest, pinsPage, unpinQuery } from '#api/pins';
import { outputQuery, predictionsQuery, predictionsPage, evaluation } from '#api/predictions';
import { reportsPage } from '#api/reports';
import { runDetail, annotationsChange, consolePage } from '#api/run';
import { runsQuery, runsTableQuery, runsPage, trashPage } from '#api/runs';
import { tokensRequest, tokenization } from '#api/text';
import { viewQuery, viewRequest, viewsPage } from '#api/views';
import { API_ROOT } from '#api/links';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';

const id = z.string().meta({ description: 'Name of the run’s folder.' });
const split = z.enum(SPLITS);
const error = { description: 'What is wrong.', content: json(apiError) };
const ofRun = z.object({ id });
const ofSplit = z.object({ id, split });

/** The OpenAPI description of /api/v1, made from the schemas with which the routes check their input. */
export function openApiDocument() {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'rnn-lab',
        version: '1',
        description:
          'The API of the dashboard’s pages. A number that is not finite is null in JSON. If RNN_LAB_TOKEN is set, ' +
          'every request must present it. A browser may make changes only from the dashboard’s own pages.',
      },
      servers: [{ url: API_ROOT }],
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
        // Files write a non-finite number as a string; over HTTP it is null.
        if (zodSchema._zod.def.type === 'transform') jsonSchema.type = 'null';
      },
      allowEmptySchema: { transform: true },
    },
  );
}

const paths: ZodOpenApiPathsObject = {
  '/health': { get: { ...operation('204 if the server is up', {}), security: [] } },
  '/runs': {
    get: operation('Runs that match, in an order, from an offset', {
      query: runsQuery,
      response: json(runsPage),
    }),
  },
  '/runs.csv': {
    get: operation('All runs that match as a table, with every parameter and metric', {
      query: runsTableQuery,
      response: { 'text/csv': {} },
    }),
  },
  '/runs/{id}': {
    get: operation('Everything about a run', { path: ofRun, response: json(runDetail) }),
    patch: operation('Change tags, notes or the archive flag; omitted fields stay', {
      path: ofRun,
      body: annotationsChange,
      response: json(runDetail),
    }),
    delete: operation('Move to the trash; a live run is refused', { path: ofRun }),
  },
  '/runs/{id}/stop': {
    post: operation('Ask a live run to end as interrupted, as Ctrl-C does', { path: ofRun }),
  },
  '/runs/{id}/report': {
    put: {
      ...operation('Write a piece of a file of a run that a worker elsewhere trains, 1 MiB at most', {
        path: ofRun,
        query: reportPiece,
        response: json(reportReceipt),
      }),
      requestBody: { content: { 'application/octet-stream': {} } },
    },
  },
  '/runs/{id}/console': {
    get: operation('What the run’s command has printed, 4 MiB of it', {
      path: ofRun,
      response: json(consolePage),
    }),
  },
  '/runs/{id}/metrics': {
    get: operation('New lines of metrics.jsonl, 4 MiB at most', {
      path: ofRun,
      query: metricsQuery,
      response: json(metricsUpdate),
    }),
  },
  '/runs/{id}/metrics.csv': {
    get: operation('All lines as a table', { path: ofRun, response: { 'text/csv': {} } }),
  },
  '/runs/{id}/series': {
    get: operation('Curves, cut into buckets that keep every extreme', {
      path: ofRun,
      query: seriesQuery,
      response: json(curvesPage),
    }),
  },
  '/runs/{id}/predictions/{split}': {
    get: operation('Predictions that match, in an order, from an offset', {
      path: ofSplit,
      query: predictionsQuery,
      response: json(predictionsPage),
    }),
  },
  '/runs/{id}/predictions/{split}.csv': {
    get: operation('All predictions as a table', {
      path: ofSplit,
      query: outputQuery,
      response: { 'text/csv': {} },
    }),
  },
  '/runs/{id}/evaluation/{split}': {
    get: operation('ROC, precision-recall and calibration of two classes; confusion and scores of more', {
      path: ofSplit,
      query: outputQuery,
      response: json(evaluation),
    }),
  },
  '/runs/{id}/histograms': {
    get: operation('How weights and gradients are distributed, by step, if the run has recorded it', {
      path: ofRun,
      response: json(histogramsPage),
    }),
  },
  '/runs/{id}/memory': {
    get: operation('How far back the networks of the run’s group remember, in the experiment memory', {
      path: ofRun,
      response: json(memoryPage),
    }),
  },
  '/runs/{id}/comparison/{other}/{split}': {
    get: operation('What changed from this run to another one that predicts the same rows', {
      path: ofSplit.extend({ other: id }),
      query: comparisonQuery,
      response: json(comparisonPage),
    }),
  },
  '/runs/{id}/data': {
    get: operation('data.json: what the data set looks like', { path: ofRun, response: json(dataPage) }),
  },
  '/runs/{id}/breakdown/{split}': {
    get: operation('Accuracy of a classifier by length of the text, and by unknown tokens', {
      path: ofSplit,
      query: outputQuery,
      response: json(breakdown),
    }),
  },
  '/runs/{id}/embedding': {
    get: operation('The most frequent words on a map of the trained embedding', {
      path: ofRun,
      response: json(embeddingMap),
    }),
  },
  '/runs/{id}/embedding/neighbors': {
    get: operation('The nearest words of a word in the trained embedding', {
      path: ofRun,
      query: neighborsQuery,
      response: json(neighbors),
    }),
  },
  '/runs/{id}/tokens': {
    post: operation('From a text to the model’s input, by the run’s own preprocessing', {
      path: ofRun,
      body: tokensRequest,
      response: json(tokenization),
    }),
  },
  '/runs/{id}/preprocessing': {
    get: operation('preprocessing.json', { path: ofRun, response: json(preprocessing) }),
  },
  '/runs/{id}/summary': {
    get: operation('The run on one page, in a zip file: summary.md and its curves as SVG files', {
      path: ofRun,
      response: { 'application/zip': {} },
    }),
  },
  '/comparison/summary': {
    get: operation('Runs side by side on one page, in a zip file: summary.md and their curves as SVG files', {
      query: comparedQuery,
      response: { 'application/zip': {} },
    }),
  },
  '/runs/{id}/model': {
    get: operation('The saved model in a zip file', { path: ofRun, response: { 'application/zip': {} } }),
  },
  '/runs/{id}/model/{file}': {
    get: operation('A file of the saved model, for tf.loadLayersModel', {
      path: z.object({ id, file: z.string().meta({ example: 'model.json' }) }),
      response: { 'application/json': {}, 'application/octet-stream': {} },
    }),
  },
  '/runs/{id}/model/holdout/{file}': {
    get: operation('A file of the model that the hold-out was forecast with', {
      path: z.object({ id, file: z.string().meta({ example: 'model.json' }) }),
      response: { 'application/json': {}, 'application/octet-stream': {} },
    }),
  },
  '/runs/{id}/model/members/{member}/{file}': {
    get: operation('A file of a model that the saved ensemble combines', {
      path: z.object({ id, member: z.string(), file: z.string().meta({ example: 'model.json' }) }),
      response: { 'application/json': {}, 'application/octet-stream': {} },
    }),
  },
  '/runs/{id}/events': {
    get: operation('Server-sent events of a run: run, metrics, removed', {
      path: ofRun,
      query: metricsQuery,
      response: { 'text/event-stream': {} },
    }),
  },
  '/events': {
    get: operation(
      'Server-sent events of the list of runs: rows; or of several runs: run, metrics, removed',
      {
        query: eventsQuery,
        response: { 'text/event-stream': {} },
      },
    ),
  },
  '/trash': {
    get: operation('Deleted runs', { response: json(trashPage) }),
    delete: operation('Delete them permanently', {}),
  },
  '/trash/{id}/restore': {
    post: operation('Take a run out of the trash', { path: ofRun, response: json(runDetail) }),
  },
  '/pins': {
    get: operation('The pinned baselines with their results, one per experiment at most', {
      response: json(pinsPage),
    }),
    put: operation('Pin a run, or the runs of a seed set, in place of its experiment’s former baseline', {
      body: pinRequest,
      response: json(pinsPage),
    }),
    delete: operation('Unpin an experiment’s baseline', {
      query: unpinQuery,
      response: json(pinsPage),
    }),
  },
  '/views': {
    get: operation('The saved views of the list of runs', { response: json(viewsPage) }),
    put: operation('Save a view under its name, at most 100; one of that name is refused or overwritten', {
      body: viewRequest,
      response: json(viewsPage),
    }),
    delete: operation('Delete a view', { query: viewQuery, response: json(viewsPage) }),
  },
  '/reports': {
    get: operation('Whether this dashboard takes the runs of workers elsewhere', {
      response: json(reportsPage),
    }),
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
    get: operation('This description', { response: { 'application/json': {} } }),
  },
};

interface Shape {
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** By media type; without it the response has no body. */
  response?: Record<string, { schema?: z.ZodType }>;
}

function operation(summary: string, { path, query, body, response }: Shape): ZodOpenApiOperationObject {
  return {
    summary,
    requestParams: { ...(path && { path }), ...(query && { query }) },
    ...(body && { requestBody: { content: json(body) } }),
    responses: {
      ...(response ? { 200: { description: 'OK', content: response } } : { 204: { description: 'Done.' } }),
      default: error,
    },
  };
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema } };
}
