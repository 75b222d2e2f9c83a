import { common } from '@hyperledger/fabric-protos';
import { type ChannelPolicy, type PolicyManager, signaturePolicy } from './policy-manager.ts';

/** A policy as definitions and keys state it: of signatures, or one of the channel's by its path. */
export function applicationPolicy(bytes: Uint8Array, policies: PolicyManager): ChannelPolicy {
  const policy = common.ApplicationPolicy.deserializeBinary(bytes);
  const signatures = policy.getSignaturePolicy();
  if (signatures) return signaturePolicy(signatures);
  const path = policy.getChannelConfigPolicyReference();
  return policies.policy(path.startsWith('/') ? path : `/Channel/Application/${path}`);
}

/** A key's policy is stored bare, without the wrapping of a definition's (statebased.KeyEndorsementPolicy). */
export const keyPolicy = (bytes: Uint8Array): ChannelPolicy =>
  signaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(bytes));
