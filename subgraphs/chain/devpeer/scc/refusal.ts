import type { UnpackedProposal } from '../endorser/proposal.ts';
import { policyDenied, refusalOf } from '../msp/access.ts';
import type { Channel } from '../node.ts';

/** A refusal in the words of one of Fabric's system chaincodes. */
export class SystemRefusal extends Error {}

/** Readers or writers of the channel may call a function of a system chaincode, per function (core/aclmgmt). */
export function checkAccess(
  proposal: UnpackedProposal,
  { name: channel, ledger }: Channel,
  policy: 'Readers' | 'Writers',
  refused: (reason: string) => string,
): void {
  const refusal = refusalOf(proposal.signedData, `/Channel/Application/${policy}`, ledger);
  if (refusal !== null) throw new SystemRefusal(refused(policyDenied(channel, policy, refusal)));
}

export const textOf = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? new Uint8Array()).toString('utf8');
