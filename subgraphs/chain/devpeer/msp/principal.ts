import { parseIdentity, sameBytes } from '@caretrail/chain/ledger/fabric';
import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { msp } from '@hyperledger/fabric-protos';

const { MSPRole, MSPPrincipal, OrganizationUnit } = msp;
const { Classification } = MSPPrincipal;

export type PrincipalRole = msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap];

/** Words for roles, as policies and certificates have them. */
export const ROLES: ReadonlyMap<string, PrincipalRole> = new Map([
  ['member', MSPRole.MSPRoleType.MEMBER],
  ['admin', MSPRole.MSPRoleType.ADMIN],
  ['client', MSPRole.MSPRoleType.CLIENT],
  ['peer', MSPRole.MSPRoleType.PEER],
  ['orderer', MSPRole.MSPRoleType.ORDERER],
]);

/** Everyone with this role in an MSP. */
export function rolePrincipal(id: string, role: PrincipalRole): msp.MSPPrincipal {
  const content = new MSPRole();
  content.setMspIdentifier(id);
  content.setRole(role);
  return principal(Classification.ROLE, content.serializeBinary());
}

/** One identity and no other, as BFT channels name their orderers. */
export const identityPrincipal = (serialized: Uint8Array): msp.MSPPrincipal =>
  principal(Classification.IDENTITY, serialized);

function principal(
  classification: msp.MSPPrincipal.ClassificationMap[keyof msp.MSPPrincipal.ClassificationMap],
  content: Uint8Array,
): msp.MSPPrincipal {
  const message = new MSPPrincipal();
  message.setPrincipalClassification(classification);
  message.setPrincipal(content);
  return message;
}

/**
 * Whether an identity is one of those a principal stands for (msp.SatisfiesPrincipal). An unknown kind is no one, and
 * so is one that cannot be read: contracts may set policies of any bytes.
 */
export function matches(identity: ChannelIdentity, wanted: msp.MSPPrincipal): boolean {
  try {
    return isOneOf(identity, wanted);
  } catch {
    return false;
  }
}

function isOneOf(identity: ChannelIdentity, wanted: msp.MSPPrincipal): boolean {
  const content = wanted.getPrincipal_asU8();
  switch (wanted.getPrincipalClassification()) {
    case Classification.ROLE: {
      const role = MSPRole.deserializeBinary(content);
      return role.getMspIdentifier() === identity.msp && hasRole(identity, role.getRole());
    }
    case Classification.ORGANIZATION_UNIT: {
      const unit = OrganizationUnit.deserializeBinary(content);
      const name = unit.getOrganizationalUnitIdentifier();
      return unit.getMspIdentifier() === identity.msp && identity.certificate.role === name;
    }
    case Classification.IDENTITY: {
      const one = parseIdentity(content);
      const pem = Buffer.from(identity.certificate.pem);
      return one.msp === identity.msp && sameBytes(Buffer.from(one.certificate), pem);
    }
    default:
      return false;
  }
}

const hasRole = ({ certificate }: ChannelIdentity, role: PrincipalRole): boolean =>
  role === MSPRole.MSPRoleType.MEMBER || (certificate.role !== null && ROLES.get(certificate.role) === role);
