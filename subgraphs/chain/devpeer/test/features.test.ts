import { describe, expect, it } from 'vitest';
import { FeatureNetwork } from '../testing/feature-network.ts';
import { describeFeatures } from '../testing/features.ts';

describeFeatures('the embedded ledger as Fabric 2.5 with one orderer', {
  start: () => FeatureNetwork.start(),
  bft: false,
});
describeFeatures('the embedded ledger as Fabric 3.1 with a BFT cluster, over TLS', {
  start: () => FeatureNetwork.start({ consensus: 'BFT', tls: true }),
  bft: true,
});

describe('a contract whose result varies', () => {
  it('is found out when every peer runs a proposal itself', async () => {
    const network = await FeatureNetwork.start({ simulateEach: true });
    try {
      const refused = await network
        .contract('HospitalMSP')
        .submitTransaction('random')
        .catch((error: unknown) => error);
      expect(JSON.stringify(refused)).toContain('ProposalResponsePayloads do not match');
    } finally {
      await network.stop();
    }
  });
});
