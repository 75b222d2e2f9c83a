import { common } from '@hyperledger/fabric-protos';
import type { Message } from 'google-protobuf';
import type { PrincipalRole } from '../msp/principal.ts';
import { rolePolicy } from '../msp/signature-policy.ts';

const { Policy, ImplicitMetaPolicy } = common;

/** Sets a value of a configuration group. */
export function setValue(group: common.ConfigGroup, name: string, value: Message): void {
  const message = new common.ConfigValue();
  message.setValue(value.serializeBinary());
  message.setModPolicy('Admins');
  group.getValuesMap().set(name, message);
}

/** Sets `OR` of roles of one MSP as a group's policy. */
export function setRolePolicy(
  group: common.ConfigGroup,
  name: string,
  id: string,
  roles: readonly PrincipalRole[],
): void {
  const mentioned = roles.map((role) => ({ msp: id, role }));
  setSignaturePolicy(group, name, rolePolicy(1, mentioned));
}

export function setSignaturePolicy(
  group: common.ConfigGroup,
  name: string,
  signatures: common.SignaturePolicyEnvelope,
): void {
  const policy = new Policy();
  policy.setType(Policy.PolicyType.SIGNATURE);
  policy.setValue(signatures.serializeBinary());
  setPolicy(group, name, policy);
}

/** Sets a policy that counts the groups below which satisfy their own policy of the name. */
export function setImplicitPolicy(
  group: common.ConfigGroup,
  name: string,
  rule: common.ImplicitMetaPolicy.RuleMap[keyof common.ImplicitMetaPolicy.RuleMap],
  of: string,
): void {
  const implicit = new ImplicitMetaPolicy();
  implicit.setRule(rule);
  implicit.setSubPolicy(of);
  const policy = new Policy();
  policy.setType(Policy.PolicyType.IMPLICIT_META);
  policy.setValue(implicit.serializeBinary());
  setPolicy(group, name, policy);
}

/** Readers and Writers by any, Admins by most of the groups below. */
export function setUsualPolicies(group: common.ConfigGroup): void {
  setImplicitPolicy(group, 'Readers', ImplicitMetaPolicy.Rule.ANY, 'Readers');
  setImplicitPolicy(group, 'Writers', ImplicitMetaPolicy.Rule.ANY, 'Writers');
  setImplicitPolicy(group, 'Admins', ImplicitMetaPolicy.Rule.MAJORITY, 'Admins');
  group.setModPolicy('Admins');
}

export function setCapability(group: common.ConfigGroup, name: string): void {
  const capabilities = new common.Capabilities();
  capabilities.getCapabilitiesMap().set(name, new common.Capability());
  setValue(group, 'Capabilities', capabilities);
}

function setPolicy(group: common.ConfigGroup, name: string, policy: common.Policy): void {
  const message = new common.ConfigPolicy();
  message.setPolicy(policy);
  message.setModPolicy('Admins');
  group.getPoliciesMap().set(name, message);
}
