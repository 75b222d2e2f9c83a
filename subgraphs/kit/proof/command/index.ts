export { type PublicKey, publicKey, thumbprint } from '../statement/public-key.ts';
export {
  isAbout,
  type LedgerPlace,
  publicKeyOf,
  type Signing,
  signStatement,
  statementFor,
} from '../statement/sign.ts';
export {
  readStatement,
  SEQUENCE_LEAP,
  type SignedStatement,
  type Statement,
  statementText,
} from '../statement/statement.ts';
export { isSignedBy } from '../statement/verify-statement.ts';
export { BREAK_GLASS_REASONS, breakGlass, REVIEW_OUTCOMES, reviewAccess } from './access.ts';
export {
  type Command,
  command,
  commandArgument,
  commandArguments,
  type Reader,
  type RequestOf,
  readCommandArgument,
} from './command.ts';
export { amendConsent, grantConsent, revokeConsent } from './consent.ts';
export { bytes32, organization, randomId } from './readers.ts';
export {
  approveRecovery,
  cancelRecovery,
  completeRecovery,
  registerKey,
  registerOrganization,
  replaceKey,
  requestRecovery,
  retireKey,
  vetoRecovery,
} from './registry.ts';
export { confirmUpload, type Person, proposeUpload, withdrawUpload } from './upload.ts';
