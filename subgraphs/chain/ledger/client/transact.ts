import { setTimeout as wait } from 'node:timers/promises';
import type { Gateway, Transaction } from '@hyperledger/fabric-gateway';
import { common, gateway as protos } from '@hyperledger/fabric-protos';
import { LedgerError } from '../error.ts';
import { serializeIdentity } from '../fabric/identity.ts';
import type { LedgerIdentity, PreparedTransaction, TransactionStatus } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import { type Deadlines, within } from './deadlines.ts';
import { answersDiffer, ledgerError } from './errors.ts';
import type { OwnPeers } from './own-peers.ts';
import { statusOfCode } from './status-of-code.ts';

/** Milliseconds between tries while peers are a block apart; null after the last. */
const PAUSES = [25, 50, 100, 200, 400, null];

type Sign = (message: Uint8Array) => Uint8Array;
type Arguments = readonly (string | Uint8Array)[];

/** The way of a transaction, step by step, so that its envelope can be stored between signing and sending. */
export class Transactor {
  readonly #peers: OwnPeers;
  readonly #profile: LedgerProfile;
  readonly #identity: LedgerIdentity;
  readonly #sign: Sign;
  readonly #deadlines: Deadlines;

  constructor(
    peers: OwnPeers,
    profile: LedgerProfile,
    identity: LedgerIdentity,
    sign: Sign,
    deadlines: Deadlines,
  ) {
    this.#peers = peers;
    this.#profile = profile;
    this.#identity = identity;
    this.#sign = sign;
    this.#deadlines = deadlines;
  }

  prepare(name: string, args: Arguments): Promise<PreparedTransaction> {
    return this.#peers.ask(async (gateway) => {
      const transaction = await this.#endorse(gateway, name, args);
      const prepared = protos.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const envelope = prepared.getEnvelope();
      if (!envelope) throw new LedgerError('UNTRUSTED', 'the gateway returned no transaction');
      envelope.setSignature(this.#sign(envelope.getPayload_asU8()));
      return {
        transactionId: transaction.getTransactionId(),
        envelope: envelope.serializeBinary(),
        result: transaction.getResult(),
      };
    });
  }

  /** Peers get a block within milliseconds of each other; until then what they read differs. */
  async #endorse(gateway: Gateway, name: string, args: Arguments): Promise<Transaction> {
    for (const pause of PAUSES) {
      const proposal = this.#contract(gateway).newProposal(name, { arguments: [...args] });
      try {
        return await proposal.endorse(within(this.#deadlines.endorse));
      } catch (error) {
        if (pause === null || !answersDiffer(error)) throw error;
        await wait(pause);
      }
    }
    throw new RangeError('a proposal is tried at least once');
  }

  async send({
    transactionId,
    envelope,
  }: Pick<PreparedTransaction, 'transactionId' | 'envelope'>): Promise<void> {
    const prepared = new protos.PreparedTransaction();
    prepared.setTransactionId(transactionId);
    prepared.setEnvelope(common.Envelope.deserializeBinary(envelope));
    await this.#peers.ask(async (gateway) => {
      const transaction = gateway.newTransaction(prepared.serializeBinary());
      await transaction.submit(within(this.#deadlines.submit));
    });
  }

  async status(transactionId: string, milliseconds: number): Promise<TransactionStatus> {
    const request = new protos.CommitStatusRequest();
    request.setChannelId(this.#profile.channel);
    request.setTransactionId(transactionId);
    request.setIdentity(serializeIdentity(this.#identity));
    const signed = new protos.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(this.#sign(signed.getRequest_asU8()));
    try {
      return await this.#peers.ask(async (gateway) => {
        const commit = gateway.newCommit(signed.serializeBinary());
        const { code } = await commit.getStatus(within(milliseconds));
        return statusOfCode(code);
      });
    } catch (error) {
      const failure = ledgerError(error);
      if (failure.code === 'TIMEOUT') return { state: 'UNKNOWN' };
      throw failure;
    }
  }

  evaluate(name: string, args: Arguments): Promise<Uint8Array> {
    return this.#peers.ask((gateway) => {
      const proposal = this.#contract(gateway).newProposal(name, { arguments: [...args] });
      return proposal.evaluate(within(this.#deadlines.evaluate));
    });
  }

  #contract(gateway: Gateway) {
    const { channel, chaincode } = this.#profile;
    return gateway.getNetwork(channel).getContract(chaincode);
  }
}
