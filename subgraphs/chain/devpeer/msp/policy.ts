import type { ChannelIdentity, ChannelMembers } from '@caretrail/chain/ledger/verify';
import { isSignedBy, type NodeRole } from '@caretrail/chain/membership';

/** The channel's policies for applications, as the genesis block states them. */
export type ChannelPolicy = 'Readers' | 'Writers';

const ROLES: Readonly<Record<ChannelPolicy, readonly NodeRole[]>> = {
  Readers: ['admin', 'peer', 'client'],
  Writers: ['admin', 'client'],
};

/** Whether an identity of an application organization satisfies a channel policy by its role. */
export function satisfies(identity: ChannelIdentity, policy: ChannelPolicy): boolean {
  const { role } = identity.certificate;
  return identity.kinds.has('application') && role !== null && ROLES[policy].includes(role);
}

/** The signer of a message, if its certificate is valid now, its signature fits and the policy admits it; else null. */
export function authorize(
  signed: { readonly creator: Uint8Array; readonly message: Uint8Array; readonly signature: Uint8Array },
  members: ChannelMembers,
  policy: ChannelPolicy,
): ChannelIdentity | null {
  const identity = members.identify(signed.creator, new Date());
  if (!identity || !isSignedBy(signed.message, signed.signature, identity.certificate.publicKey)) return null;
  return satisfies(identity, policy) ? identity : null;
}

/** Fabric's words for a policy that is not satisfied. */
export const unsatisfied = (policy: ChannelPolicy): string =>
  `implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the '${policy}' sub-policies to be satisfied`;

export const policyDenied = (channel: string, policy: ChannelPolicy): string =>
  `Failed evaluating policy on signed data during check policy on channel [${channel}] with policy [/Channel/Application/${policy}]: [${unsatisfied(policy)}]`;
