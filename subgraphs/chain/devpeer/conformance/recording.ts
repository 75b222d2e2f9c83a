import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { z } from 'zod';

const answer = z.object({
  code: z.int().nullable(),
  status: z.string(),
  message: z.string().default(''),
  details: z
    .array(z.object({ mspId: z.string(), message: z.string() }))
    .nullish()
    .transform((details) => details ?? []),
});

const step = z.object({
  label: z.string(),
  /** MSP of the peer called. */
  at: z.string(),
  rpc: z.string(),
  request: z.string(),
  response: z.string().optional(),
  responses: z.array(z.string()).optional(),
  txId: z.string().optional(),
  grpc: answer,
});
export type RecordedStep = z.infer<typeof step>;

const scenario = z.object({ scenario: z.string(), title: z.string(), steps: z.array(step) });
export type RecordedScenario = z.infer<typeof scenario>;

const manifest = z.object({
  blocks: z.array(z.object({ number: z.int(), filter: z.string(), txIds: z.array(z.string()) })),
});

/** A network that was recorded: its chain, and what it answered to whom. */
export interface Recording {
  readonly folder: string;
  readonly blocks: readonly common.Block[];
  readonly filters: readonly string[];
  /** In the order they ran: the one that delivers the whole chain ran last. */
  readonly scenarios: readonly RecordedScenario[];
}

/** The scenario that delivers the whole chain. */
export const LAST = '10-deliver';

export function readRecording(folder: string): Recording {
  const { blocks } = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const scenarios = readdirSync(folder)
    .filter((name) => /^\d\d-.*\.json$/.test(name))
    .sort()
    .map((name) => scenario.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  return {
    folder,
    filters: blocks.map(({ filter }) => filter),
    blocks: blocks.map(({ number }) =>
      common.Block.deserializeBinary(
        readFileSync(join(folder, 'blocks', `${String(number).padStart(4, '0')}.block`)),
      ),
    ),
    scenarios: [
      ...scenarios.filter(({ scenario: name }) => name !== LAST),
      ...scenarios.filter(({ scenario: name }) => name === LAST),
    ],
  };
}
