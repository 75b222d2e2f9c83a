import type { ChannelIdentity, ChannelMembers } from '@caretrail/chain/ledger/verify';
import { isSignedBy } from '@caretrail/chain/membership';
import type { PolicyManager } from './policy-manager.ts';

/** Bytes, who is said to have signed them, and the signature. */
export interface SignedData {
  /** Serialized identity. */
  readonly creator: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a channel's configuration says about who belongs to it and who may do what. */
export interface ChannelAccess {
  readonly members: ChannelMembers;
  readonly policies: PolicyManager;
}

/** The signer of a message, if its certificate is valid now and its signature fits; else null. */
export function signerOf(
  { creator, message, signature }: SignedData,
  members: ChannelMembers,
): ChannelIdentity | null {
  const identity = members.identify(creator, new Date());
  return identity && isSignedBy(message, signature, identity.certificate.publicKey) ? identity : null;
}

/** Null when the signer of the data satisfies the policy of this path; else Fabric's text. */
export function refusalOf(
  signed: SignedData,
  path: string,
  { members, policies }: ChannelAccess,
): string | null {
  const signer = signerOf(signed, members);
  return policies.policy(path).refusal(signer ? [signer] : []);
}

/** Fabric's words for a call that a policy of the application does not admit (core/policy). */
export const policyDenied = (channel: string, name: 'Readers' | 'Writers', refusal: string): string =>
  `Failed evaluating policy on signed data during check policy on channel [${channel}] with policy [/Channel/Application/${name}]: [${refusal}]`;
