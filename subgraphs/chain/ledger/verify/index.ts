export { METADATA, type VerifiedBlock, verifyBlock } from './block.ts';
export { type ChannelIdentity, ChannelMembers, type ChannelMsp } from './channel-members.ts';
export { verifyReceipt } from './receipt.ts';
export { proposalHashOf, transactionIdOf, transactionProblems } from './transaction.ts';
export { type ChannelTrust, trustOfConfigBlock, trustOfProfile } from './trust.ts';
