import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { type common, gateway, peer } from '@hyperledger/fabric-protos';
import { deliver } from './deliver/deliver.ts';
import { filteredBlock } from './deliver/filtered-block.ts';
import { failureResponse, proposalResponse, SimulationFailed } from './endorser/endorser.ts';
import { ProposalRefused, unpackProposal } from './endorser/proposal.ts';
import { chaincodeEvents } from './gateway/chaincode-events.ts';
import { commitStatus } from './gateway/commit-status.ts';
import { endorse } from './gateway/endorse.ts';
import { evaluate } from './gateway/evaluate.ts';
import { StatusError, toStatus } from './gateway/status.ts';
import { submit } from './gateway/submit.ts';
import type { Channel, PeerNode } from './node.ts';

/** Follows the caller: aborted when it hangs up or its deadline passes. */
function departure(call: { on(event: 'cancelled', listener: () => void): unknown }): AbortSignal {
  const left = new AbortController();
  call.on('cancelled', () => left.abort());
  return left.signal;
}

function unary<Request, Response>(
  answer: (request: Request, call: ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
  log: (error: unknown) => void,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, call))
      .then(
        (response) => callback(null, response),
        (error: unknown) => {
          if (!(error instanceof StatusError)) log(error);
          callback(toStatus(error));
        },
      );
  };
}

/** `protos.Endorser`: one peer's own answer, signed by it alone; receipts are made of it. */
async function processProposal(
  signed: peer.SignedProposal,
  channel: Channel,
  node: PeerNode,
): Promise<peer.ProposalResponse> {
  try {
    const proposal = unpackProposal(signed);
    if (proposal.header.channel !== channel.name)
      return failureResponse(`channel '${proposal.header.channel}' not found`);
    return proposalResponse(await channel.endorser.simulate(proposal), node.identity);
  } catch (error) {
    if (error instanceof ProposalRefused) throw new StatusError(status.UNKNOWN, error.message);
    if (error instanceof SimulationFailed) return failureResponse(error.message);
    throw error;
  }
}

/** A gRPC server with all services of one peer; `ready` resolves with its port. */
export class PeerServer {
  readonly #server = new Server({
    'grpc.max_receive_message_length': 16 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
  });

  constructor(channel: Channel, node: PeerNode, log: (error: unknown) => void) {
    this.#server.addService(gateway.GatewayService, {
      endorse: unary((request: gateway.EndorseRequest) => endorse(request, channel), log),
      evaluate: unary((request: gateway.EvaluateRequest) => evaluate(request, channel, node), log),
      submit: unary((request: gateway.SubmitRequest) => submit(request, channel), log),
      commitStatus: unary(
        (request: gateway.SignedCommitStatusRequest, call) => commitStatus(request, channel, departure(call)),
        log,
      ),
      chaincodeEvents: (
        stream: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
      ) => {
        chaincodeEvents(stream, channel, departure(stream)).then(
          () => stream.end(),
          (error: unknown) => stream.destroy(toStatus(error)),
        );
      },
    });
    this.#server.addService(peer.EndorserService, {
      processProposal: unary((request: peer.SignedProposal) => processProposal(request, channel, node), log),
    });
    type Delivery = ServerDuplexStream<common.Envelope, peer.DeliverResponse>;
    this.#server.addService(peer.DeliverService, {
      deliver: (stream: Delivery) => deliver(stream, channel, (block, response) => response.setBlock(block)),
      deliverFiltered: (stream: Delivery) =>
        deliver(stream, channel, (block, response) =>
          response.setFilteredBlock(filteredBlock(block, channel.name)),
        ),
      // This channel has no collections, so the private data of every block is the empty map.
      deliverWithPrivateData: (stream: Delivery) =>
        deliver(stream, channel, (block, response) => {
          const message = new peer.BlockAndPrivateData();
          message.setBlock(block);
          response.setBlockAndPrivateData(message);
        }),
    });
  }

  /** Listens on loopback; resolves with the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  close(): void {
    this.#server.forceShutdown();
  }
}
