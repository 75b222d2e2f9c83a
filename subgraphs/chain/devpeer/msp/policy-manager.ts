import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { common } from '@hyperledger/fabric-protos';
import { isSatisfied } from './signature-policy.ts';

/** A policy of the channel's configuration; `refusal` is null for signers that satisfy it, else Fabric's text. */
export interface ChannelPolicy {
  refusal(signers: readonly ChannelIdentity[]): string | null;
}

const { Policy, ImplicitMetaPolicy } = common;
const { Rule } = ImplicitMetaPolicy;

/** The policies of a channel by path, such as `/Channel/Application/Writers` (common/policies). */
export class PolicyManager {
  readonly #policies = new Map<string, ChannelPolicy>();

  constructor(configuration: common.ConfigGroup) {
    this.#read('/Channel', configuration);
  }

  static ofBlock(block: common.Block): PolicyManager {
    const [bytes] = block.getData()?.getDataList_asU8() ?? [];
    const group =
      bytes &&
      common.ConfigEnvelope.deserializeBinary(openEnvelope(bytes).data).getConfig()?.getChannelGroup();
    if (!group) throw new Error('block does not configure a channel');
    return new PolicyManager(group);
  }

  /** A path that the configuration does not have is a policy that no one satisfies. */
  policy(path: string): ChannelPolicy {
    return this.#policies.get(path) ?? { refusal: () => `no such policy: '${path}'` };
  }

  #read(path: string, group: common.ConfigGroup): void {
    const inner = [...group.getGroupsMap().entries()];
    for (const [name, child] of inner) this.#read(`${path}/${name}`, child);
    for (const [name, message] of group.getPoliciesMap().entries()) {
      const policy = message.getPolicy();
      if (policy)
        this.#policies.set(
          `${path}/${name}`,
          this.#policyOf(
            policy,
            inner.map(([child]) => `${path}/${child}`),
          ),
        );
    }
  }

  #policyOf(policy: common.Policy, below: readonly string[]): ChannelPolicy {
    const value = policy.getValue_asU8();
    if (policy.getType() === Policy.PolicyType.SIGNATURE)
      return signaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(value));
    if (policy.getType() === Policy.PolicyType.IMPLICIT_META)
      return this.#implicit(ImplicitMetaPolicy.deserializeBinary(value), below);
    return { refusal: () => 'the policy is of an unknown type' };
  }

  #implicit(meta: common.ImplicitMetaPolicy, below: readonly string[]): ChannelPolicy {
    const name = meta.getSubPolicy();
    const counts = { [Rule.ANY]: 1, [Rule.ALL]: below.length, [Rule.MAJORITY]: (below.length >> 1) + 1 };
    const required = counts[meta.getRule()];
    return {
      refusal: (signers) => {
        const satisfied = below.filter((path) => this.policy(`${path}/${name}`).refusal(signers) === null);
        if (satisfied.length >= required) return null;
        return `implicit policy evaluation failed - ${satisfied.length} sub-policies were satisfied, but this policy requires ${required} of the '${name}' sub-policies to be satisfied`;
      },
    };
  }
}

export const signaturePolicy = (policy: common.SignaturePolicyEnvelope): ChannelPolicy => ({
  refusal: (signers) => (isSatisfied(policy, signers) ? null : 'signature set did not satisfy policy'),
});
