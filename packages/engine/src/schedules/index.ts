import { checkName, checkOptions } from '../options';
import { constant } from './constant';
import { cosineDecay } from './cosine-decay';
import { exponentialDecay } from './exponential-decay';
import { oneCycle } from './one-cycle';
import type { Schedule } from './schedule';
import { warmup } from './warmup';

export const SCHEDULES = { constant, exponentialDecay, cosineDecay, oneCycle, warmup };

type Schedules = typeof SCHEDULES;

/** A schedule's name with its options. Steps are optimizer steps, counted from 0. */
export type ScheduleOptions = {
  [Name in keyof Schedules]: { name: Name } & (Schedules[Name] extends Schedule<infer Options>
    ? Options
    : never);
}[keyof Schedules];

/** @throws InputError if there is no such schedule, or an option is unknown, missing or out of range */
export function checkSchedule({ name, ...options }: ScheduleOptions): void {
  checkName('learning-rate schedule', name, SCHEDULES);
  checkOptions(`the learning-rate schedule ${name}`, options, SCHEDULES[name].checks);
}

/** See `Schedule.learningRate`. */
export function scheduledLearningRate(options: ScheduleOptions, step: number): number {
  return (SCHEDULES[options.name] as Schedule<unknown>).learningRate(options, step);
}
