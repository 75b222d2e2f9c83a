import { readFileSync } from 'node:fs';
import { z } from 'zod';

const policy = z.strictObject({ required: z.int().positive(), msps: z.array(z.string()).min(1) });

const profileShape = z.strictObject({
  format: z.literal(1),
  development: z.boolean(),
  channel: z.string(),
  chaincode: z.string(),
  genesis: z.string().regex(/^[0-9a-f]{64}$/),
  msps: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['application', 'orderer']),
      authorities: z.array(z.string()).min(1),
    }),
  ),
  peers: z.array(
    z.strictObject({
      msp: z.string(),
      name: z.string(),
      endpoint: z.string(),
      tls: z.strictObject({ authority: z.string(), serverName: z.string() }).nullable(),
    }),
  ),
  consenters: z.array(z.strictObject({ id: z.int(), msp: z.string(), certificate: z.string() })),
  blockSignatures: z.int().positive(),
  endorsement: policy,
  receipts: policy,
  organizations: z.array(
    z.strictObject({ id: z.string(), msp: z.string(), attribute: z.string().nullable() }),
  ),
});

/**
 * What a client must know to use and to check a Fabric network; the embedded ledger and the scripts of a real network
 * write the same shape. Certificates are PEM, `genesis` is the hex header hash of block 0.
 *
 * - `consenters` (BFT only) sign blocks by number; otherwise any orderer certificate of an orderer MSP does.
 * - `blockSignatures` is how many different orderers must have signed a block: 1 (Raft), the quorum (BFT).
 * - `endorsement` and `receipts`: how many different MSPs of the list must speak for a transaction, or testify to it.
 * - `organizations`: member organizations by slug, and how the ledger knows their certificates.
 */
export type LedgerProfile = Readonly<z.infer<typeof profileShape>>;
export type LedgerPeer = LedgerProfile['peers'][number];

/** Parses a profile; throws with the path of what is wrong. */
export const parseProfile = (value: unknown): LedgerProfile => profileShape.parse(value);

export const readProfile = (file: string): LedgerProfile =>
  parseProfile(JSON.parse(readFileSync(file, 'utf8')));
