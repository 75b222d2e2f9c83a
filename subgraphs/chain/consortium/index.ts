export {
  CARETRAIL,
  type ChaincodeDefinition,
  type CollectionDefinition,
} from './chaincode-definition.ts';
export {
  APPLICATION_MSPS,
  CHAINCODE,
  CHANNEL,
  DEMO_MEMBERS,
  ENDORSING_MSPS,
  type Member,
  ORDERER_MSP,
  RECEIPTS_REQUIRED,
} from './consortium.ts';
export { issueMemberKey } from './member-key.ts';
export { registerMembers } from './register-members.ts';
