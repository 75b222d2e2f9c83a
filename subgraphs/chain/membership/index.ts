export { memberAttribute } from './attribute.ts';
export { type MemberCertificate, readCertificate } from './certificate.ts';
export {
  type CertificateRequest,
  type Credentials,
  createAuthority,
  issueCertificate,
  issueServerCertificate,
} from './issue.ts';
export { NODE_ROLES, type NodeRole } from './name.ts';
export { isSignedBy, signerOf } from './signature.ts';
