import { parseTrust, Refused } from '@caretrail/proof';
import { createTestNetwork } from '../../../subgraphs/kit/proof/test/network.ts';
import type { Decoder } from '../decoder.ts';

/** A trust file. */
export async function open(): Promise<Decoder> {
  const { trust } = await createTestNetwork();
  return {
    ...{ shape: 'json', seeds: [trust], refuses: (error) => error instanceof Refused },
    decode: parseTrust,
  };
}
