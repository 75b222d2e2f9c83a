import type { Caller } from '@caretrail/kit';
import { z } from 'zod';

const caller = z.custom<Caller>((value) => typeof value === 'object' && value !== null);
const names = z.enum(['patients', 'claims', 'chain']);

/** What a gateway other than the hub needs to be let in at the product's door: it signs as a hub does. */
export const signingConfig = z.object({ key: z.looseObject({ kid: z.string() }), caller });
export type SigningConfig = z.infer<typeof signingConfig>;

/** What a benched process is told on its standard input. */
export const processConfig = z.discriminatedUnion('process', [
  z.object({
    process: z.literal('subgraph'),
    name: names,
    /** Address of the subgraph's login. */
    login: z.string(),
    connections: z.number(),
    /** The hub's public JWK. */
    key: z.looseObject({ kid: z.string() }),
    /** Who asks at the open door. */
    caller,
    /** Answers what it has answered before without asking the database: then the gateways' own work is what is measured. */
    fromMemory: z.boolean(),
  }),
  z.object({
    process: z.literal('hub'),
    key: z.looseObject({ kid: z.string() }),
    subgraphs: z.record(names, z.string()),
    caller,
  }),
  z.object({
    process: z.literal('apollo'),
    /** File of the tier's supergraph, with the addresses of the doors. */
    supergraph: z.string(),
    /** Null: it asks at the open doors. */
    signing: signingConfig.nullable(),
  }),
]);
export type ProcessConfig = z.infer<typeof processConfig>;
export type ConfigOf<Kind extends ProcessConfig['process']> = Extract<ProcessConfig, { process: Kind }>;
