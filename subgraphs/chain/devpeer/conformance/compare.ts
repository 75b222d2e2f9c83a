import { openEnvelope, openTransaction } from '@caretrail/chain/ledger/fabric';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import type { Answer } from './caller.ts';
import type { RecordedStep, Recording } from './recording.ts';

/** What differs between a recorded answer and one of the embedded ledger; empty when nothing that may be compared does. */
export function differences(step: RecordedStep, answer: Answer, recording: Recording): string[] {
  const { grpc } = step;
  const found: string[] = [];
  const check = (what: string, recorded: unknown, given: unknown) => {
    const [left, right] = [JSON.stringify(recorded) ?? '', JSON.stringify(given) ?? ''];
    if (left === right) return;
    const start = Math.max(0, firstDifference(left, right) - 40);
    found.push(`${what}: recorded ${shorten(left, start)}, given ${shorten(right, start)}`);
  };
  check('code', grpc.code, answer.code);
  // A deadline's own message names durations and addresses.
  if (grpc.status !== 'DEADLINE_EXCEEDED') check('message', plain(grpc.message), plain(answer.message));
  check('details', sorted(grpc.details), sorted(answer.details));
  if (found.length > 0) return found;
  const recorded = recordedResponses(step, recording);
  // Of a stream of events the recorder sometimes left after the first.
  const left = step.rpc.endsWith('/ChaincodeEvents') && answer.code === null;
  const given = left ? answer.responses.slice(0, recorded.length) : answer.responses;
  check('number of responses', recorded.length, given.length);
  for (const [index, bytes] of given.entries()) {
    const view = (message: Buffer) => comparable(step.rpc, message);
    check(`response ${index}`, view(recorded[index] ?? Buffer.alloc(0)), view(bytes));
  }
  return found;
}

/** Go's protobuf library puts a space of another kind into its messages, by chance of its build. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const shorten = (text: string, start: number): string => `…${text.slice(start, start + 300)}`;

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

/** Of several peers it does not matter which failed first. */
const sorted = (details: readonly { readonly mspId: string; readonly message: string }[]) =>
  details.map(({ mspId, message }) => `${mspId}: ${message}`).sort();

/** Responses of a step; a placeholder stands for blocks that the recording keeps as files. */
function recordedResponses(step: RecordedStep, { blocks }: Recording): Buffer[] {
  if (step.responses === undefined)
    return step.response === undefined ? [] : [Buffer.from(step.response, 'base64')];
  return step.responses.flatMap((text) => {
    const [, first, more] = /^\(blocks? (\d+)(\.\.)?/.exec(text) ?? [];
    if (first === undefined) return [Buffer.from(text, 'base64')];
    const number = Number(first);
    return blocks.slice(number, more ? blocks.length : number + 1).map((block) => {
      const response = new peer.DeliverResponse();
      response.setBlock(block);
      return Buffer.from(response.serializeBinary());
    });
  });
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What of a response may be compared: all bytes but signatures, orderer metadata and commit hashes. */
function comparable(rpc: string, bytes: Buffer): unknown {
  switch (rpc.split('/').at(-1)) {
    case 'Endorse':
      return preparedView(gateway.EndorseResponse.deserializeBinary(bytes).getPreparedTransaction());
    case 'Evaluate':
      return responseView(gateway.EvaluateResponse.deserializeBinary(bytes).getResult());
    case 'ProcessProposal':
      return proposalView(peer.ProposalResponse.deserializeBinary(bytes));
    case 'Deliver':
    case 'DeliverFiltered':
    case 'DeliverWithPrivateData':
      return deliverView(peer.DeliverResponse.deserializeBinary(bytes));
    default:
      return hex(bytes);
  }
}

function preparedView(envelope: common.Envelope | undefined): unknown {
  if (!envelope) return null;
  const opened = openEnvelope(envelope.serializeBinary());
  const transaction = openTransaction(opened);
  return {
    channelHeader: hex(opened.header.channelHeader),
    signatureHeader: hex(opened.header.signatureHeader),
    actionHeader: hex(transaction.actionHeader),
    proposalPayload: hex(transaction.proposalPayload),
    responsePayload: hex(transaction.responsePayload),
    endorsers: transaction.endorsements.map(({ msp }) => msp).sort(),
  };
}

/** A payload that holds a block or a transaction is read, so that what no two networks share can be left out. */
function responseView(response: peer.Response | undefined): unknown {
  if (!response) return null;
  const payload = response.getPayload_asU8();
  return { status: response.getStatus(), message: response.getMessage(), payload: blockOrBytes(payload) };
}

function blockOrBytes(payload: Uint8Array): unknown {
  try {
    const block = common.Block.deserializeBinary(payload);
    if (block.getHeader()?.getDataHash_asU8().length === 32 && block.getMetadata()) return blockView(block);
  } catch {
    // no block: all of it is compared
  }
  return hex(payload);
}

function proposalView(response: peer.ProposalResponse): unknown {
  const payload = peer.ProposalResponsePayload.deserializeBinary(response.getPayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
  return {
    version: response.getVersion(),
    response: responseView(response.getResponse()),
    endorsed: response.hasEndorsement(),
    proposalHash: hex(payload.getProposalHash_asU8()),
    results: hex(action.getResults_asU8()),
    events: hex(action.getEvents_asU8()),
    answer: responseView(action.getResponse()),
    chaincode: action.getChaincodeId()?.toObject() ?? null,
  };
}

function deliverView(response: peer.DeliverResponse): unknown {
  const withData = response.getBlockAndPrivateData();
  const map = withData?.getPrivateDataMapMap();
  const block = response.getBlock() ?? withData?.getBlock();
  return {
    type: response.getTypeCase(),
    status: response.getStatus(),
    filtered: response.getFilteredBlock()?.toObject() ?? null,
    block: block ? blockView(block) : null,
    values: map ? [...map.entries()].map(([index, set]) => [index, hex(set.serializeBinary())]) : null,
  };
}

function blockView(block: common.Block): unknown {
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  return {
    header: hex(block.getHeader()?.serializeBinary() ?? new Uint8Array()),
    data: hex(block.getData()?.serializeBinary() ?? new Uint8Array()),
    slots: metadata.length,
    filter: hex(metadata[2] ?? new Uint8Array()),
    commitHashBytes: metadata[4]?.length ?? 0,
  };
}
