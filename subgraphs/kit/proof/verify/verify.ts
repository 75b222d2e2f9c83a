import type { Anchoring } from '../fabric/envelope.ts';
import { subjectText } from '../fabric/identity.ts';
import { type Proof, parseProof } from '../file/proof.ts';
import { Refused, refusedAs } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { parseTrust } from '../trust/parse.ts';
import type { Trust } from '../trust/trust.ts';
import { checkLedger, type ReadCheckpoint, readCheckpoint } from './ledger-step.ts';
import { checkLog } from './log-step.ts';
import { checkReceipts } from './organizations-step.ts';
import { checkRecord, type RecordShown } from './record-step.ts';
import { type ProvenContent, STEPS, type StepVerdict, type Verdict } from './verdict.ts';
import { DOES_NOT_SHOW, ledgerWords, shows } from './words.ts';

/**
 * Verifies a proof file under a trust file (docs/proof-format.md, "Verification"). No clock and no network: the same
 * bytes have the same verdict everywhere and always. Never throws for what the files hold, only where the platform
 * lacks WebCrypto.
 *
 * @param proofFile bytes of a proof file, or its text
 * @param trustFile bytes of a trust file, or its text; obtained apart from the proof
 * @example
 * const verdict = await verify(await readFile('claim.proof.json'), await readFile('trust.json'));
 * if (!verdict.ok) console.error(verdict.steps.find(({ result }) => result === 'failed'));
 */
export function verify(proofFile: Uint8Array | string, trustFile: Uint8Array | string): Promise<Verdict> {
  return verifyReading(proofFile, trustFile, readCheckpoint);
}

/** `verify`, for the transactions of another contract: recorded ones of real networks, which know no `anchor:submit`. */
export async function verifyReading(
  proofFile: Uint8Array | string,
  trustFile: Uint8Array | string,
  read: ReadCheckpoint,
): Promise<Verdict> {
  let trust: Trust | null = null;
  let passed = 0;
  try {
    trust = refusedAs('BAD_TRUST', () => parseTrust(trustFile));
    const proof = parseProof(proofFile);
    passed++;
    const shown = checkRecord(proof, trust);
    passed++;
    checkLog(proof, shown.version);
    passed++;
    const anchoring = await checkLedger(proof, shown.version, trust, read);
    passed++;
    const receipts = await checkReceipts(proof.receipts, anchoring.transaction, trust);
    passed++;
    return verdictOf(passed, trust, null, contentOf(proof, trust, shown, anchoring, receipts));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return verdictOf(passed, trust, error, null);
  }
}

function contentOf(
  { inclusion, versionHash }: Proof,
  { channel }: Trust,
  { version, fields }: RecordShown,
  { transaction, creator, endorsers }: Anchoring,
  receipts: readonly string[],
): ProvenContent {
  return {
    version,
    fields,
    versionHash: toHex(versionHash),
    log: inclusion.log,
    size: inclusion.size,
    root: toHex(inclusion.root),
    index: inclusion.index,
    channel,
    transaction,
    creator: subjectText(creator),
    endorsers: [...new Set(endorsers.map(({ msp }) => msp))].sort(),
    receipts,
  };
}

/** The first step that did not pass is where it was refused; what comes after was not looked at. */
function verdictOf(
  passed: number,
  trust: Trust | null,
  refused: Refused | null,
  content: ProvenContent | null,
): Verdict {
  const steps = STEPS.map((step, at): StepVerdict => {
    if (at < passed) return { step, result: 'passed', reason: 'OK' };
    if (at > passed || refused === null) return { step, result: 'not checked', reason: 'NOT_CHECKED' };
    const { code: reason, note } = refused;
    return { step, result: 'failed', reason, ...(note === '' ? {} : { note }) };
  });
  return {
    ok: content !== null,
    steps,
    trust: trust?.fingerprint ?? null,
    ledger: ledgerWords(trust),
    shows: content === null ? [] : shows(content),
    doesNotShow: DOES_NOT_SHOW,
    content,
  };
}
