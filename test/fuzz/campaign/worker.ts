import { parentPort, workerData } from 'node:worker_threads';
import { openDecoder } from '../decoders.ts';
import { Campaign, type CampaignOptions, type CampaignProgress } from './campaign.ts';
import type { Finding } from './finding.ts';
import { Mailbox } from './mailbox.ts';

/** What a worker says: how far it is, and at its end what it found. */
export type WorkerMessage =
  | { readonly progress: CampaignProgress }
  | { readonly finding: Finding | null; readonly progress: CampaignProgress };

const { options, buffer }: { options: CampaignOptions; buffer: SharedArrayBuffer } = workerData;
const say = (message: WorkerMessage) => parentPort?.postMessage(message);

const decoder = await openDecoder(options.decoder);
const campaign = new Campaign(decoder, options, new Mailbox(buffer));
let told = performance.now();
const finding = await campaign.run((progress) => {
  if (performance.now() - told < 1_000) return;
  told = performance.now();
  say({ progress });
});
await decoder.close?.();
say({ finding, progress: campaign.progress });
