import { Worker } from 'node:worker_threads';
import type { CampaignOptions, CampaignProgress } from './campaign.ts';
import type { Finding } from './finding.ts';
import { Mailbox } from './mailbox.ts';
import type { WorkerMessage } from './worker.ts';

export interface CampaignReport extends CampaignProgress {
  readonly finding: Finding | null;
}

const LOOK = 500;
/** Milliseconds on one case: far more than a worker that is kept waiting for the processor needs. */
const HANG = 30_000;
/** MiB: what a decoder may take beyond it is not bounded by its input. */
const HEAP = 768;

/**
 * Runs a campaign in a thread of its own, with a heap of its own: one that hangs, dies or eats its memory is ended, and
 * the case it was at is the finding.
 */
export function runCampaign(
  options: CampaignOptions,
  onProgress: (progress: CampaignProgress) => void = () => {},
): Promise<CampaignReport> {
  const mailbox = new Mailbox();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { options, buffer: mailbox.buffer },
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  let last: CampaignProgress = { cases: 0, taken: 0, corpus: 0, blocks: 0 };
  let watch: NodeJS.Timeout | undefined;
  return new Promise<CampaignReport>((resolve, reject) => {
    const lost = (kind: Finding['kind'], detail: string) => {
      const { number, input } = mailbox;
      const { decoder, seed } = options;
      if (number === 0) return reject(new Error(`${decoder} did not start: ${detail}`));
      resolve({ ...last, finding: { decoder, kind, seed, number, detail, input: input.toString('base64') } });
    };
    worker.on('message', (message: WorkerMessage) => {
      last = message.progress;
      if ('finding' in message) resolve({ ...last, finding: message.finding });
      else onProgress(last);
    });
    worker.on('error', (error: Error & { code?: string }) =>
      lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'CRASH', error.stack ?? error.message),
    );
    worker.on('exit', (code) => lost('CRASH', `the thread ended with ${code}`));
    let at = { number: -1, since: 0 };
    watch = setInterval(() => {
      if (mailbox.number !== at.number || at.number === 0) at = { number: mailbox.number, since: Date.now() };
      else if (Date.now() - at.since > HANG) lost('HANG', `no end after ${HANG} ms`);
    }, LOOK);
  }).finally(async () => {
    clearInterval(watch);
    await worker.terminate();
  });
}
