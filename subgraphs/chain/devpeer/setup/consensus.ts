import { serializeIdentity } from '@caretrail/chain/ledger/fabric';
import { common, orderer } from '@hyperledger/fabric-protos';
import { identityPrincipal } from '../msp/principal.ts';
import { outOf, policyOf, signedBy } from '../msp/signature-policy.ts';
import { quorumOf } from '../orderer/ordering.ts';
import { setSignaturePolicy, setValue } from './config-group.ts';
import type { GenesisOptions } from './genesis.ts';

/**
 * States who orders: one orderer without consensus ("solo", Fabric's own word for it), or a BFT cluster, whose members
 * stand in the configuration by number and of whom a quorum must sign every block.
 */
export function setConsensus(group: common.ConfigGroup, { consensus, orderers }: GenesisOptions): void {
  const type = new orderer.ConsensusType();
  type.setType(consensus);
  setValue(group, 'ConsensusType', type);
  if (consensus !== 'BFT') return;
  const mapping = new common.Orderers();
  mapping.setConsenterMappingList(
    orderers.map(({ msp, certificate }, index) => {
      const consenter = new common.Consenter();
      consenter.setId(index + 1);
      consenter.setHost('127.0.0.1');
      consenter.setPort(7050 + index);
      consenter.setMspId(msp);
      consenter.setIdentity(Buffer.from(certificate));
      return consenter;
    }),
  );
  setValue(group, 'Orderers', mapping);
  const rule = outOf(
    quorumOf(orderers.length),
    orderers.map((_, index) => signedBy(index)),
  );
  const principals = orderers.map((one) => identityPrincipal(serializeIdentity(one)));
  setSignaturePolicy(group, 'BlockValidation', policyOf(rule, principals));
}
