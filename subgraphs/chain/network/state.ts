import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { layoutShape } from './layout.ts';
import { writeJson } from './write-json.ts';

const stateShape = z.object({
  consensus: z.enum(['raft', 'bft']),
  /** Of the programs. */
  version: z.string(),
  layout: layoutShape,
});

/** What a folder tells of the network that was started in it. */
export type NetworkState = Readonly<z.infer<typeof stateShape>>;

const fileIn = (folder: string): string => join(folder, 'network.json');

export const writeState = (folder: string, state: NetworkState): void => writeJson(fileIn(folder), state);

/** Null where none was started to the end. */
export const readState = (folder: string): NetworkState | null =>
  existsSync(fileIn(folder)) ? stateShape.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))) : null;
