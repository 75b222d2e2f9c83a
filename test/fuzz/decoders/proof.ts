import { verify } from '@caretrail/proof';
import { createTestNetwork } from '../../../subgraphs/kit/proof/test/network.ts';
import type { Decoder } from '../decoder.ts';

/** A proof file: whatever it holds there is a verdict. */
export async function open(): Promise<Decoder> {
  const network = await createTestNetwork();
  return {
    ...{ shape: 'json', seeds: [network.prove({})], refuses: () => false },
    decode: (input) => verify(input, network.trust),
  };
}
