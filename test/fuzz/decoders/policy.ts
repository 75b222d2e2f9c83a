import { applicationPolicy, keyPolicy } from '../../../subgraphs/chain/devpeer/msp/application-policy.ts';
import { parsePolicy } from '../../../subgraphs/chain/devpeer/msp/policy-dsl.ts';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

const TEXTS = [
  "AND('HospitalMSP.peer', 'PayerMSP.peer')",
  "OutOf(1, OR('HospitalMSP.admin'), 'PayerMSP.member')",
];

/** A key's own policy, which a contract may set to any bytes: it is satisfied or it is not. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { members, policies } = stand.ledger;
  await stand.close();
  const signers = [stand.administrator, ...stand.peers].flatMap(
    ({ serialized }) => members.identify(serialized, null) ?? [],
  );
  return {
    shape: 'protobuf',
    seeds: TEXTS.map((text) => parsePolicy(text).serializeBinary()),
    refuses: () => false,
    decode(input) {
      keyPolicy(input).refusal(signers);
      applicationPolicy(input, policies).refusal(signers);
    },
  };
}
