import { fromBase64url, toBase64url, verify } from '@caretrail/proof';
import { z } from 'zod';
import { createTestNetwork } from '../../../subgraphs/kit/proof/test/network.ts';
import type { Decoder } from '../decoder.ts';

const PARTS = ['proposal', 'payload', 'endorser', 'signature'] as const;

const file = z.looseObject({
  receipts: z.tuple([z.record(z.enum(PARTS), z.string())], z.record(z.enum(PARTS), z.string())),
});

/** What peers signed inside a proof file: each part of a receipt changed, and the file as strict as ever around it. */
export async function open(): Promise<Decoder> {
  const network = await createTestNetwork();
  const proof = file.parse(JSON.parse(Buffer.from(network.prove({})).toString('utf8')));
  const [receipt, ...others] = proof.receipts;
  return {
    shape: 'protobuf',
    seeds: PARTS.map((part) => fromBase64url(receipt[part])),
    refuses: () => false,
    async decode(input) {
      for (const part of PARTS) {
        const changed = { ...receipt, [part]: toBase64url(input) };
        const text = JSON.stringify({ ...proof, receipts: [changed, ...others] });
        await verify(Buffer.from(text), network.trust);
      }
    },
  };
}
