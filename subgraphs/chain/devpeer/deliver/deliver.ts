import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, peer } from '@hyperledger/fabric-protos';
import { toStatus } from '../gateway/status.ts';
import type { Network } from '../node.ts';
import { readable } from '../rpc.ts';
import { drained } from './drained.ts';
import { followBlocks } from './follow.ts';
import { readSeek, type Seek } from './seek.ts';

type Stream = ServerDuplexStream<common.Envelope, peer.DeliverResponse>;
/** How one of the three streams shows a block to a client. */
export type BlockView = (block: common.Block, response: peer.DeliverResponse, seek: Seek) => void;

/** Serves seek requests one after the other; the stream stays open when one has been answered. */
export function deliver(stream: Stream, network: Network, view: BlockView): void {
  const left = new AbortController();
  let work: Promise<unknown> = Promise.resolve();
  stream.on('data', (envelope: common.Envelope) => {
    work = work
      .then(() => answer(stream, envelope, network, view, left.signal))
      .catch((error: unknown) => stream.emit('error', toStatus(error)));
  });
  stream.on('end', () => {
    work = work.then(() => {
      stream.end();
    });
  });
  stream.on('cancelled', () => left.abort());
  stream.on('error', () => left.abort());
}

async function answer(
  stream: Stream,
  envelope: common.Envelope,
  network: Network,
  view: BlockView,
  signal: AbortSignal,
): Promise<void> {
  const seek = readSeek(readable(envelope).serializeBinary(), network.channels, network.now());
  if ('refused' in seek) return sendStatus(stream, seek.refused);
  const { ledger } = seek.channel;
  const last = seek.wait ? seek.last : Math.min(seek.last, ledger.height - 1);
  for await (const block of followBlocks(ledger, seek.first, last, signal)) {
    const response = new peer.DeliverResponse();
    view(block, response, seek);
    if (!stream.write(response)) await drained(stream, signal);
  }
  if (signal.aborted) return;
  sendStatus(stream, last < seek.last ? common.Status.NOT_FOUND : common.Status.SUCCESS);
}

function sendStatus(stream: Stream, code: common.StatusMap[keyof common.StatusMap]): void {
  const response = new peer.DeliverResponse();
  response.setStatus(code);
  stream.write(response);
}
