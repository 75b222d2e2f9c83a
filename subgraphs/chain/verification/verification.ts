import { BadInput, type Builder } from '@caretrail/kit';
import { type Verdict, verify } from '@caretrail/proof';

/** A verdict, and whose word it rests on. */
interface Verified {
  readonly verdict: Verdict;
  readonly ownTrust: boolean;
}

const OWN_TRUST =
  'that the trust file is right: it is this hub’s own, so the hub vouches for itself; bring one from elsewhere';

/** `Query.verify`: the pure verifier of `kit/proof`, no database and no ledger. */
export function addVerification(builder: Builder, ownTrust: Uint8Array): void {
  const step = builder.objectRef<Verdict['steps'][number]>('VerificationStep').implement({
    embedded: true,
    fields: (t) => ({
      step: t.exposeString('step', { nullable: false }),
      result: t.exposeString('result', { nullable: false, description: 'passed, failed or not checked.' }),
      reason: t.exposeString('reason', { nullable: false, description: 'Reason code of the proof format.' }),
      note: t.string({ resolve: (step) => ('note' in step ? step.note : null) }),
    }),
  });
  const verification = builder.objectRef<Verified>('Verification').implement({
    embedded: true,
    fields: (t) => ({
      ok: t.boolean({ nullable: false, resolve: ({ verdict }) => verdict.ok }),
      steps: t.field({ type: [step], nullable: false, resolve: ({ verdict }) => [...verdict.steps] }),
      trust: t.string({
        nullable: false,
        description: 'Fingerprint of the trust file; empty if it could not be read.',
        resolve: ({ verdict }) => verdict.trust ?? '',
      }),
      ownTrust: t.exposeBoolean('ownTrust', {
        nullable: false,
        description: 'No trust file was given, so this hub’s own was used.',
      }),
      ledger: t.string({ nullable: false, resolve: ({ verdict }) => verdict.ledger }),
      shows: t.stringList({ nullable: false, resolve: ({ verdict }) => [...verdict.shows] }),
      doesNotShow: t.stringList({
        nullable: false,
        resolve: ({ verdict, ownTrust: own }) => [...verdict.doesNotShow, ...(own ? [OWN_TRUST] : [])],
      }),
    }),
  });
  builder.queryField('verify', (t) =>
    t.field({
      type: verification,
      access: 'open',
      nullable: false,
      args: { proof: t.arg({ type: 'JSON', required: true }), trust: t.arg({ type: 'JSON' }) },
      resolve: async (_, { proof, trust }) => ({
        verdict: await verify(fileBytes(proof), trust == null ? ownTrust : fileBytes(trust)),
        ownTrust: trust == null,
      }),
    }),
  );
}

/** A file given as its text, or as the JSON value in it; whatever it is, the verifier says what is wrong with it. */
function fileBytes(file: unknown): Uint8Array {
  return new TextEncoder().encode(typeof file === 'string' ? file : textOf(file));
}

/** A value that nests until the stack ends cannot even be written down for the verifier. */
function textOf(file: unknown): string {
  try {
    return JSON.stringify(file);
  } catch {
    throw new BadInput('This nests deeper than a proof or a trust file does.');
  }
}
