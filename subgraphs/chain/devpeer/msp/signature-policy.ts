import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { common, type msp } from '@hyperledger/fabric-protos';
import { matches, type PrincipalRole, rolePrincipal } from './principal.ts';

const { SignaturePolicy, SignaturePolicyEnvelope } = common;

/** `required` of the given roles must have signed. */
export function rolePolicy(
  required: number,
  roles: readonly { readonly msp: string; readonly role: PrincipalRole }[],
): common.SignaturePolicyEnvelope {
  return policyOf(
    outOf(
      required,
      roles.map((_, index) => signedBy(index)),
    ),
    roles.map(({ msp: id, role }) => rolePrincipal(id, role)),
  );
}

export function policyOf(
  rule: common.SignaturePolicy,
  principals: readonly msp.MSPPrincipal[],
): common.SignaturePolicyEnvelope {
  const policy = new SignaturePolicyEnvelope();
  policy.setRule(rule);
  policy.setIdentitiesList([...principals]);
  return policy;
}

/** The rule that the principal of this index has signed. */
export function signedBy(index: number): common.SignaturePolicy {
  const rule = new SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
}

export function outOf(required: number, inner: readonly common.SignaturePolicy[]): common.SignaturePolicy {
  const rules = new SignaturePolicy.NOutOf();
  rules.setN(required);
  rules.setRulesList([...inner]);
  const rule = new SignaturePolicy();
  rule.setNOutOf(rules);
  return rule;
}

/** Whether the signers satisfy the policy; each signer counts for one place only (common/cauthdsl). */
export function isSatisfied(
  policy: common.SignaturePolicyEnvelope,
  signers: readonly ChannelIdentity[],
): boolean {
  const rule = policy.getRule();
  const principals = policy.getIdentitiesList();
  if (!rule) return false;
  const known = new Map<number, readonly ChannelIdentity[]>();
  const fitting: Fitting = (index) => {
    const before = known.get(index);
    if (before) return before;
    const wanted = principals[index];
    const found = wanted ? signers.filter((signer) => matches(signer, wanted)) : [];
    known.set(index, found);
    return found;
  };
  return evaluate(rule, fitting, new Set());
}

/** The signers that are what the principal of this index stands for. */
type Fitting = (index: number) => readonly ChannelIdentity[];

function evaluate(rule: common.SignaturePolicy, fitting: Fitting, used: Set<ChannelIdentity>): boolean {
  const nested = rule.getNOutOf();
  if (!nested) {
    const signer = fitting(rule.getSignedBy()).find((candidate) => !used.has(candidate));
    if (signer) used.add(signer);
    return signer !== undefined;
  }
  let satisfied = 0;
  for (const inner of nested.getRulesList()) {
    const attempt = new Set(used);
    if (!evaluate(inner, fitting, attempt)) continue;
    satisfied += 1;
    for (const signer of attempt) used.add(signer);
  }
  return satisfied >= nested.getN();
}
