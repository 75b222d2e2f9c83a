import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What went wrong: an error that is none of the promised ones, or what no error may be worse than. */
const KINDS = ['UNTYPED', 'SLOW', 'HANG', 'MEMORY', 'POLLUTION', 'CRASH'] as const;

const shape = z.strictObject({
  decoder: z.string(),
  kind: z.enum(KINDS),
  seed: z.int(),
  /** Which case of the seed. */
  number: z.int(),
  /** Words and stack of the error. */
  detail: z.string(),
  input: z.base64(),
});

/** A case that a decoder did not meet as it should. */
export type Finding = Readonly<z.infer<typeof shape>>;

export const readFinding = (file: string): Finding => shape.parse(JSON.parse(readFileSync(file, 'utf8')));

export function writeFinding(file: string, finding: Finding): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(finding, null, 2)}\n`);
}

export const words = ({ decoder, kind, seed, number, detail }: Finding): string =>
  `${decoder}: ${kind} at case ${number} of seed ${seed}\n${detail}`;
