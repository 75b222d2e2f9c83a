import type { confirmUpload, proposeUpload, RequestOf } from '@caretrail/proof/command';
import { z } from 'zod';
import { demand } from '../refusal.ts';
import type { RegisteredKey } from '../registry/key.ts';
import { checkSpeaker, type Organization, organizationId } from '../registry/organization.ts';
import { acceptPerson, type SignedCall } from '../statement/signed-call.ts';
import type { Submitter } from '../submitter/submitter.ts';

const personShape = z.strictObject({ organization: organizationId, staff: z.string() });

export const uploadShape = z.strictObject({
  upload: z.string(),
  proposer: personShape,
  /** To what is uploaded. */
  commitment: z.string(),
  patient: z.string().nullable(),
  countersigner: organizationId.nullable(),
  state: z.enum(['PROPOSED', 'CONFIRMED', 'WITHDRAWN']),
  /** The second party: the patient's key by its thumbprint, or a person of the other institution. */
  confirmed: z.union([z.strictObject({ key: z.string() }), personShape]).nullable(),
});

/** What one party brings and another one must confirm before anybody reads it. */
export type Upload = Readonly<z.infer<typeof uploadShape>>;

type Confirmation = RequestOf<typeof confirmUpload>;

/** A clinician's institution proposes, and names who may confirm. */
export function propose(
  state: {
    readonly known: Upload | null;
    readonly organization: Organization | null;
    /** The named countersigner, as the channel knows it. */
    readonly countersigner: Organization | null;
  },
  request: RequestOf<typeof proposeUpload>,
  submitter: Submitter,
): Upload {
  checkSpeaker(state.organization, submitter);
  demand(request.patient !== null || request.countersigner !== null, 'NO_CONFIRMER');
  demand(request.countersigner === null || state.countersigner !== null, 'ORGANIZATION_UNKNOWN');
  demand(request.countersigner !== request.proposer.organization, 'SAME_PARTY');
  demand(state.known === null, 'UPLOAD_EXISTS');
  return { ...request, state: 'PROPOSED', confirmed: null };
}

/**
 * The patient's key confirms; whoever carries its word is of no account. The patient that a proposal names is one of the
 * proposer's: another organization could give a key of its own the same subject.
 */
export function confirmAsPatient(
  state: { readonly upload: Upload | null; readonly key: RegisteredKey | null },
  { request, signed }: SignedCall<Confirmation>,
): { readonly upload: Upload; readonly key: RegisteredKey } {
  const key = acceptPerson(signed, state.key);
  const upload = checkOpen(state.upload);
  const isPatient = upload.patient === key.subject && upload.proposer.organization === key.organization;
  demand(isPatient, 'NOT_CONFIRMER');
  checkSame(upload, request);
  return { upload: { ...upload, state: 'CONFIRMED', confirmed: { key: key.thumbprint } }, key };
}

/** Another institution than the proposing one confirms, by a person whom it vouches for. */
export function confirmAsInstitution(
  state: { readonly upload: Upload | null; readonly organization: Organization | null },
  request: Confirmation & { readonly countersigner: object },
  submitter: Submitter,
): Upload {
  checkSpeaker(state.organization, submitter);
  const upload = checkOpen(state.upload);
  const { countersigner } = request;
  demand(upload.countersigner === countersigner.organization, 'NOT_CONFIRMER');
  checkSame(upload, request);
  return { ...upload, state: 'CONFIRMED', confirmed: countersigner };
}

/** The proposing institution takes back what is not confirmed. */
export function withdraw(
  state: { readonly upload: Upload | null; readonly organization: Organization | null },
  submitter: Submitter,
): Upload {
  demand(state.upload !== null, 'UPLOAD_UNKNOWN');
  checkSpeaker(state.organization, submitter);
  return { ...checkOpen(state.upload), state: 'WITHDRAWN' };
}

function checkOpen(upload: Upload | null): Upload {
  demand(upload !== null, 'UPLOAD_UNKNOWN');
  demand(upload.state === 'PROPOSED', 'UPLOAD_NOT_OPEN', `the upload is ${upload.state.toLowerCase()}`);
  return upload;
}

function checkSame(upload: Upload, { commitment }: Confirmation): void {
  demand(upload.commitment === commitment, 'COMMITMENT');
}
