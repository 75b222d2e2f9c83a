import { common } from '@hyperledger/fabric-protos';
import { type ChannelPolicy, type PolicyManager, signaturePolicy } from './policy-manager.ts';

/** A policy as definitions and keys state it: of signatures, or one of the channel's by its path. */
export function applicationPolicy(bytes: Uint8Array, policies: PolicyManager): ChannelPolicy {
  const policy = readPolicy(bytes, common.ApplicationPolicy.deserializeBinary);
  if (!policy) return UNREADABLE;
  const signatures = policy.getSignaturePolicy();
  if (signatures) return signaturePolicy(signatures);
  const path = policy.getChannelConfigPolicyReference();
  return policies.policy(path.startsWith('/') ? path : `/Channel/Application/${path}`);
}

/** A key's policy is stored bare, without the wrapping of a definition's (statebased.KeyEndorsementPolicy). */
export function keyPolicy(bytes: Uint8Array): ChannelPolicy {
  const policy = readPolicy(bytes, common.SignaturePolicyEnvelope.deserializeBinary);
  return policy ? signaturePolicy(policy) : UNREADABLE;
}

/** Bytes of a policy that is read: rules that nest deeper than these hold would take long, at every write of the key. */
const MOST_BYTES = 4 * 1024;

/** A contract may give a key any bytes for a policy: one that cannot be read is one that nobody satisfies. */
const UNREADABLE: ChannelPolicy = { refusal: () => 'the policy cannot be read' };

function readPolicy<Policy>(bytes: Uint8Array, read: (bytes: Uint8Array) => Policy): Policy | null {
  if (bytes.length > MOST_BYTES) return null;
  try {
    return read(bytes);
  } catch {
    return null;
  }
}
