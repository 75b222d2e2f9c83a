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
import { type ProvenContent, STEPS, type Step, type StepVerdict, type Verdict } from './verdict.ts';
import { DOES_NOT_SHOW, ledgerWords, shows } from './words.ts';

/**
 * Verifies a proof file under a trust file (docs/proof-format.md, "Verification"). No clock and no network: the same
 * bytes have the same verdict everywhere and always. Never throws for what the files hold, only where the platform
 * lacks WebCrypto.
 *
 * @param proofFile bytes of a proof file
 * @param trustFile bytes of a trust file, obtained apart from the proof
 * @example
 * const verdict = await verify(await readFile('claim.proof.json'), await readFile('trust.json'));
 * if (!verdict.ok) console.error(verdict.steps.find(({ result }) => result === 'failed'));
 */
export function verify(proofFile: Uint8Array, trustFile: Uint8Array): Promise<Verdict> {
  return verifyReading(proofFile, trustFile, readCheckpoint);
}

/** `verify`, for the transactions of another contract: recorded ones of real networks, which know no `anchor:submit`. */
export async function verifyReading(
  proofFile: Uint8Array,
  trustFile: Uint8Array,
  read: ReadCheckpoint,
): Promise<Verdict> {
  let trust: Trust | null = null;
  let step: Step = 'file';
  try {
    trust = refusedAs('BAD_TRUST', () => parseTrust(trustFile));
    const proof = parseProof(proofFile);
    step = 'record';
    const shown = checkRecord(proof, trust);
    step = 'log';
    checkLog(proof, shown.version);
    step = 'ledger';
    const anchoring = await checkLedger(proof, shown.version, trust, read);
    step = 'organizations';
    const receipts = await checkReceipts(proof.receipts, anchoring.transaction, trust);
    return goodVerdict(trust, contentOf(proof, trust, shown, anchoring, receipts));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return badVerdict(trust, step, error);
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

function goodVerdict(trust: Trust, content: ProvenContent): Verdict {
  return {
    ok: true,
    steps: STEPS.map((step) => ({ step, result: 'passed', reason: 'OK' })),
    trust: trust.fingerprint,
    ledger: ledgerWords(trust),
    shows: shows(content),
    doesNotShow: DOES_NOT_SHOW,
    content,
  };
}

function badVerdict(trust: Trust | null, failed: Step, refused: Refused): Verdict {
  return {
    ok: false,
    steps: STEPS.map((step) => stepVerdict(step, failed, refused)),
    trust: trust?.fingerprint ?? null,
    ledger: ledgerWords(trust),
    shows: [],
    doesNotShow: DOES_NOT_SHOW,
    content: null,
  };
}

/** What comes before the failed step passed; what comes after it was not looked at. */
function stepVerdict(step: Step, failed: Step, { code: reason, note }: Refused): StepVerdict {
  const distance = STEPS.indexOf(step) - STEPS.indexOf(failed);
  if (distance < 0) return { step, result: 'passed', reason: 'OK' };
  if (distance > 0) return { step, result: 'not checked', reason: 'NOT_CHECKED' };
  return { step, result: 'failed', reason, ...(note === '' ? {} : { note }) };
}
