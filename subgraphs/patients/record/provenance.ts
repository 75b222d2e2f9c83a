import { type AnchorCheck, buildProofs, checkIntegrity } from '@caretrail/db/provenance';
import { type Provenance, type RequestContext, sql } from '@caretrail/kit';

/** Proof files and integrity from stored versions, read in the caller's own transaction. */
export const provenanceOf =
  (anchors: AnchorCheck | null) =>
  ({ store }: RequestContext): Provenance => {
    const reader: Parameters<typeof buildProofs>[0] = (text, ...values) => store.query(sql(text, ...values));
    return {
      async proofs(wanted) {
        const outcomes = await buildProofs(reader, wanted);
        return outcomes.map((outcome) => (outcome.state === 'PROOF' ? outcome.file : null));
      },
      async integrity(wanted) {
        if (anchors === null) return wanted.map(() => 'NOT_CHECKABLE');
        return checkIntegrity(reader, wanted, anchors);
      },
    };
  };
