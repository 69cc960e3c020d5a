import { posix } from 'node:path';
import { z } from 'zod';
import { HOLDOUT_FOLDER, MODEL_FOLDER, PREDICTIONS_FOLDER } from './files';

/** Bytes of a piece, at most. */
export const PIECE_BYTES = 512 * 2 ** 10;

const FOLDERS = ['.', MODEL_FOLDER, HOLDOUT_FOLDER, PREDICTIONS_FOLDER];
/** The same name on every system. Files without an extension, as `lock` and `stop`, belong to one machine. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;
const LONGEST_NAME = 100;

/** Whether a run's file is reported: all but those of one machine, such as the lock and the checkpoints. */
export function isReported(file: string): boolean {
  const [folder, name] = [posix.dirname(file), posix.basename(file)];
  // Joined again, because `./lock` and `lock/` name the same file.
  return (
    posix.join(folder, name) === file &&
    FOLDERS.includes(folder) &&
    NAME.test(name) &&
    name.length <= LONGEST_NAME
  );
}

/** Whether a run's file grows while it trains: metrics.jsonl, console.log. Others are replaced. */
export function isGrowing(file: string): boolean {
  return /^[^/]+\.(jsonl|log)$/.test(file);
}

/** A piece of a run's file, as its worker reports it. Numbers may be texts, as in an address. */
export const reportPiece = z
  .object({
    reporter: z.uuid().describe('Who reports the run. Nobody else can.'),
    file: z
      .string()
      .refine(isReported, 'expected the name of a file that is reported')
      .describe('In the run’s folder.'),
    offset: z.coerce.number().int().nonnegative().describe('Byte of the file at which the piece begins.'),
    cut: z
      .stringbool()
      .optional()
      .describe('Whether a growing file was cut there, so that what follows is dropped.'),
    size: z.coerce.number().int().nonnegative().optional().describe('Bytes of the complete file.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .describe('Of the complete file. A growing file has it once the run has ended, any other always.'),
  })
  .refine(({ size, sha256 }) => (size === undefined) === (sha256 === undefined), 'expected size and sha256')
  .refine(({ file, sha256 }) => isGrowing(file) || sha256 !== undefined, 'expected size and sha256');
export type ReportPiece = z.infer<typeof reportPiece>;

/** What is answered to a piece. */
export const reportReceipt = z.object({
  offset: z
    .int()
    .nonnegative()
    .describe('Byte at which the next piece must begin; the file’s end if it is complete.'),
  stop: z.boolean().describe('Whether someone has asked for the run’s end.'),
});
export type ReportReceipt = z.infer<typeof reportReceipt>;
