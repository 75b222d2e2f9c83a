import { Server, ServerCredentials, type ServerDuplexStream, type ServerWritableStream } from '@grpc/grpc-js';
import { type common, gateway, peer } from '@hyperledger/fabric-protos';
import { deliver } from './deliver/deliver.ts';
import { filteredBlock } from './deliver/filtered-block.ts';
import { blockAndPrivateData } from './deliver/private-data.ts';
import { processProposal } from './endorser/process-proposal.ts';
import { chaincodeEvents } from './gateway/chaincode-events.ts';
import { commitStatus } from './gateway/commit-status.ts';
import { endorse } from './gateway/endorse.ts';
import { evaluate } from './gateway/evaluate.ts';
import { toStatus } from './gateway/status.ts';
import { submit } from './gateway/submit.ts';
import type { Network, PeerNode } from './node.ts';
import { departure, readingAs, unary } from './rpc.ts';

/** Certificate and key of a peer's server, PEM. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

type Delivery = ServerDuplexStream<common.Envelope, peer.DeliverResponse>;
type Events = ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>;

/** A gRPC server with all services of one peer. */
export class PeerServer {
  readonly #server = new Server({
    'grpc.max_receive_message_length': 100 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
  });

  constructor(network: Network, node: PeerNode, log: (error: unknown) => void) {
    this.#server.addService(readingAs(gateway.GatewayService, 'grpc: error unmarshalling request'), {
      endorse: unary((request: gateway.EndorseRequest) => endorse(request, network, node), log),
      evaluate: unary((request: gateway.EvaluateRequest) => evaluate(request, network, node), log),
      submit: unary((request: gateway.SubmitRequest) => submit(request, network), log),
      commitStatus: unary(
        (request: gateway.SignedCommitStatusRequest, call) => commitStatus(request, network, departure(call)),
        log,
      ),
      chaincodeEvents: (stream: Events) => {
        chaincodeEvents(stream, network, departure(stream)).then(
          () => stream.end(),
          (error: unknown) => stream.emit('error', toStatus(error)),
        );
      },
    });
    this.#server.addService(readingAs(peer.EndorserService, 'grpc: error unmarshalling request'), {
      processProposal: unary((request: peer.SignedProposal) => processProposal(request, network, node), log),
    });
    this.#server.addService(
      readingAs(peer.DeliverService, 'grpc: failed to unmarshal the received message'),
      {
        deliver: (stream: Delivery) =>
          deliver(stream, network, (block, response) => response.setBlock(block)),
        deliverFiltered: (stream: Delivery) =>
          deliver(stream, network, (block, response, { channel }) =>
            response.setFilteredBlock(filteredBlock(block, channel.name)),
          ),
        deliverWithPrivateData: (stream: Delivery) =>
          deliver(stream, network, (block, response, { channel, client }) =>
            response.setBlockAndPrivateData(blockAndPrivateData(block, channel.ledger, node, client)),
          ),
      },
    );
  }

  /** Listens on loopback, with TLS when there is an identity for it; resolves with the port. */
  listen(port: number, identity: ServerIdentity | null): Promise<number> {
    const credentials = identity
      ? ServerCredentials.createSsl(null, [
          { cert_chain: Buffer.from(identity.certificate), private_key: Buffer.from(identity.privateKey) },
        ])
      : ServerCredentials.createInsecure();
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  close(): void {
    this.#server.forceShutdown();
  }
}
