import { peer } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { encodeCollections } from '../ledger/lifecycle/collection.ts';
import { readWholeDefinition } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE, METADATA_PREFIX, metadataKey } from '../ledger/lifecycle/keys.ts';
import { hashedKey, hashedNamespace } from '../ledger/state/namespace.ts';
import { keyHashOf } from '../ledger/validation/block-updates.ts';
import { checkAccess, SystemRefusal, textOf } from './refusal.ts';
import type { SystemContext } from './system-chaincode.ts';

const { QueryChaincodeDefinitionArgs, QueryChaincodeDefinitionResult, QueryChaincodeDefinitionsResult } =
  peer.lifecycle;

/** `_lifecycle`: what chaincodes the channel has agreed on (core/chaincode/lifecycle/scc.go); definitions only. */
export function lifecycle(proposal: UnpackedProposal, context: SystemContext): Uint8Array {
  const name = textOf(proposal.arguments[0]);
  const refused = (reason: string) => `Failed to authorize invocation due to failed ACL check: ${reason}`;
  checkAccess(proposal, context.channel, 'Writers', refused);
  switch (name) {
    case 'QueryChaincodeDefinition':
      return one(proposal.arguments[1] ?? new Uint8Array(), context);
    case 'QueryChaincodeDefinitions':
      return all(context);
    default:
      throw new SystemRefusal(
        `cannot use the development ledger to invoke '${name}' of _lifecycle: definitions are made at its start`,
      );
  }
}

function one(argument: Uint8Array, context: SystemContext): Uint8Array {
  const failed = "failed to invoke backing implementation of 'QueryChaincodeDefinition'";
  const name = nameIn(argument, failed);
  const found = infoOf(name, context);
  if (!found) throw new SystemRefusal(`${failed}: namespace ${name} is not defined`);
  const result = new QueryChaincodeDefinitionResult();
  result.setSequence(found.sequence);
  result.setVersion(found.version);
  result.setEndorsementPlugin('escc');
  result.setValidationPlugin('vscc');
  result.setValidationParameter(found.policy);
  result.setCollections(peer.CollectionConfigPackage.deserializeBinary(encodeCollections(found.collections)));
  const approvals = result.getApprovalsMap();
  for (const msp of organizations(context))
    approvals.set(msp, hasApproved(name, found.sequence, msp, context));
  return result.serializeBinary();
}

function nameIn(argument: Uint8Array, failed: string): string {
  try {
    return QueryChaincodeDefinitionArgs.deserializeBinary(argument).getName();
  } catch {
    const place = '*lifecycle.Invocation.QueryChaincodeDefinition';
    throw new SystemRefusal(
      `${failed}: could not decode input arg for ${place}: proto: cannot parse invalid wire-format data`,
    );
  }
}

function all(context: SystemContext): Uint8Array {
  const result = new QueryChaincodeDefinitionsResult();
  const { state } = context.channel.ledger;
  for (const { key } of state.range(LIFECYCLE, METADATA_PREFIX, `${METADATA_PREFIX}\u{10ffff}`)) {
    const name = key.slice(METADATA_PREFIX.length);
    const found = infoOf(name, context);
    if (!found) continue;
    const definition = new QueryChaincodeDefinitionsResult.ChaincodeDefinition();
    definition.setName(name);
    definition.setSequence(found.sequence);
    definition.setVersion(found.version);
    definition.setEndorsementPlugin('escc');
    definition.setValidationPlugin('vscc');
    definition.setValidationParameter(found.policy);
    definition.setCollections(
      peer.CollectionConfigPackage.deserializeBinary(encodeCollections(found.collections)),
    );
    result.addChaincodeDefinitions(definition);
  }
  return result.serializeBinary();
}

const infoOf = (name: string, { simulator }: SystemContext) => readWholeDefinition(simulator, name);

const organizations = ({ channel }: SystemContext): string[] =>
  channel.ledger.trust.msps.filter(({ kind }) => kind === 'application').map(({ id }) => id);

/** Organizations note what they approved in their implicit collections, of which every peer has the hashes. */
function hasApproved(name: string, sequence: number, msp: string, { channel }: SystemContext): boolean {
  const namespace = hashedNamespace(LIFECYCLE, `_implicit_org_${msp}`);
  const key = hashedKey(keyHashOf(metadataKey(`${name}#${sequence}`)));
  return channel.ledger.state.get(namespace, key) !== null;
}
