import { type ConsentStep, type PersonKey, personKeys, stepsAbout } from '@caretrail/db/decisions';
import { MutationRefused, type RequestContext, tagged } from '@caretrail/kit';

/** A decision as the last step about it left it; one that was ended is told apart from one that never was. */
export async function lastStep(
  context: RequestContext,
  patient: string,
  consent: string,
): Promise<ConsentStep> {
  const steps = await stepsAbout(tagged(context.store), consent);
  const last = steps.at(-1);
  if (!last || last.patient !== patient)
    throw new MutationRefused('CONSENT_UNKNOWN', 'consent', 'The person signed no decision of this id here.');
  return last;
}

/** A decision that still stands. @throws MutationRefused */
export async function standing(
  context: RequestContext,
  patient: string,
  consent: string,
): Promise<ConsentStep> {
  const last = await lastStep(context, patient, consent);
  if (last.step === 'revoke' || last.consent !== consent)
    throw new MutationRefused(
      'CONSENT_ENDED',
      'consent',
      'It was amended or revoked, which is final: grant a new one.',
    );
  return last;
}

/**
 * Only who granted a decision ends it, with whatever key they have by now. Who registered anew after a key was retired is another
 * person to the ledger. @throws MutationRefused
 */
export async function requireGrantor(
  context: RequestContext,
  { patient, key: granted }: ConsentStep,
  { subject }: PersonKey,
): Promise<void> {
  const keys = await personKeys(tagged(context.store), [patient]);
  const grantor = keys.find(({ thumbprint }) => thumbprint === granted);
  if (grantor?.subject === subject) return;
  throw new MutationRefused(
    'NOT_GRANTOR',
    'consent',
    'It was signed by an earlier key that this one does not follow: a new decision that denies the same holds at once.',
  );
}
