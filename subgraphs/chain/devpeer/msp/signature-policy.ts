import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { common, msp } from '@hyperledger/fabric-protos';

const { MSPRole, MSPPrincipal } = msp;

/** A peer of each of these MSPs must have signed: `AND('A.peer', 'B.peer')`. */
export function allPeersOf(msps: readonly string[]): common.SignaturePolicyEnvelope {
  return rolePolicy(
    msps.length,
    msps.map((id) => ({ msp: id, role: MSPRole.MSPRoleType.PEER })),
  );
}

/** `required` of the given roles must have signed. */
export function rolePolicy(
  required: number,
  roles: readonly {
    readonly msp: string;
    readonly role: msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap];
  }[],
): common.SignaturePolicyEnvelope {
  const rules = new common.SignaturePolicy.NOutOf();
  rules.setN(required);
  rules.setRulesList(
    roles.map((_, index) => {
      const rule = new common.SignaturePolicy();
      rule.setSignedBy(index);
      return rule;
    }),
  );
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(rules);
  const policy = new common.SignaturePolicyEnvelope();
  policy.setRule(rule);
  policy.setIdentitiesList(roles.map(({ msp: id, role }) => principal(id, role)));
  return policy;
}

function principal(
  id: string,
  role: msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap],
): msp.MSPPrincipal {
  const roleMessage = new MSPRole();
  roleMessage.setMspIdentifier(id);
  roleMessage.setRole(role);
  const message = new MSPPrincipal();
  message.setPrincipalClassification(MSPPrincipal.Classification.ROLE);
  message.setPrincipal(roleMessage.serializeBinary());
  return message;
}

/** Whether the signers satisfy the policy; each signer counts for one place only (common/cauthdsl). */
export function isSatisfied(
  policy: common.SignaturePolicyEnvelope,
  signers: readonly ChannelIdentity[],
): boolean {
  const rule = policy.getRule();
  return rule !== undefined && evaluate(rule, policy.getIdentitiesList(), signers, new Set());
}

function evaluate(
  rule: common.SignaturePolicy,
  principals: readonly msp.MSPPrincipal[],
  signers: readonly ChannelIdentity[],
  used: Set<ChannelIdentity>,
): boolean {
  const nested = rule.getNOutOf();
  if (!nested) {
    const wanted = principals[rule.getSignedBy()];
    const signer = wanted && signers.find((candidate) => !used.has(candidate) && matches(candidate, wanted));
    if (signer) used.add(signer);
    return signer !== undefined;
  }
  let satisfied = 0;
  for (const inner of nested.getRulesList()) {
    const attempt = new Set(used);
    if (!evaluate(inner, principals, signers, attempt)) continue;
    satisfied += 1;
    for (const signer of attempt) used.add(signer);
  }
  return satisfied >= nested.getN();
}

const ROLE_WORDS: Readonly<Record<number, string>> = {
  [MSPRole.MSPRoleType.ADMIN]: 'admin',
  [MSPRole.MSPRoleType.CLIENT]: 'client',
  [MSPRole.MSPRoleType.PEER]: 'peer',
  [MSPRole.MSPRoleType.ORDERER]: 'orderer',
};

function matches(identity: ChannelIdentity, wanted: msp.MSPPrincipal): boolean {
  if (wanted.getPrincipalClassification() !== MSPPrincipal.Classification.ROLE) return false;
  const role = MSPRole.deserializeBinary(wanted.getPrincipal_asU8());
  if (role.getMspIdentifier() !== identity.msp) return false;
  return (
    role.getRole() === MSPRole.MSPRoleType.MEMBER || ROLE_WORDS[role.getRole()] === identity.certificate.role
  );
}

/** MSPs that a policy names, in its order: whom a gateway asks to endorse. */
export const mspsOf = (policy: common.SignaturePolicyEnvelope): string[] =>
  policy
    .getIdentitiesList()
    .map((wanted) => MSPRole.deserializeBinary(wanted.getPrincipal_asU8()).getMspIdentifier());
