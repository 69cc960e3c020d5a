import { SPLITS } from '@rnn-lab/runs/names';
import { annotationsFile, runFile } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { details } from './errors';

/** run.json as a reader sees it: a run without a heartbeat is `stopped`. */
export const run = runFile.extend({
  status: z.enum(['running', 'finished', 'failed', 'interrupted', 'pruned', 'duplicate', 'stopped']),
});

/** What a run's list row and its page have in common. */
export const runEntry = z.object({
  id: z.string(),
  run: run.nullable().describe('null if run.json can’t be read.'),
  annotations: annotationsFile,
  problem: z.string().nullable().describe('What is wrong with the folder, in one sentence.'),
  problemDetails: details,
});

/** GET /runs/{id}: all of run.json. */
export const runDetail = runEntry
  .extend({
    predictions: z.array(z.enum(SPLITS)).describe('Splits with predictions.'),
    hasModel: z.boolean().describe('Whether there is a saved model to load.'),
    hasHistograms: z.boolean().describe('Whether it has recorded how its weights are distributed.'),
    hasPlayground: z.boolean().describe('Whether the model can be tried: its input can be prepared.'),
  })
  .meta({ id: 'RunDetail' });
export type RunDetail = z.infer<typeof runDetail>;

/** GET /runs/{id}/console: what the run's command has printed. */
export const consolePage = z.object({ text: z.string() });
export type ConsolePage = z.infer<typeof consolePage>;

/** PATCH /runs/{id}: a field that is left out keeps its value. */
export const annotationsChange = z
  .strictObject({
    tags: z.array(z.string().trim().min(1).max(100)).max(100),
    notes: z.string().max(100_000),
    archived: z.boolean(),
  })
  .partial();
export type AnnotationsChange = z.infer<typeof annotationsChange>;
