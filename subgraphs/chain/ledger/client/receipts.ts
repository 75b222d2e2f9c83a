import { peer } from '@hyperledger/fabric-protos';
import { LedgerError } from '../error.ts';
import { serializeIdentity } from '../fabric/identity.ts';
import { newProposal } from '../fabric/proposal.ts';
import type { LedgerIdentity, Receipt } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import { verifyReceipt } from '../verify/receipt.ts';
import type { ChannelTrust } from '../verify/trust.ts';
import { within } from './deadlines.ts';
import { ledgerError } from './errors.ts';
import { endorserClient } from './peer-client.ts';

const SYSTEM_CHAINCODE = 'qscc';
const OK = 200;

/** Collects signed answers to `GetTransactionByID` from one peer of each MSP that may testify. */
export class ReceiptCollector {
  readonly #profile: LedgerProfile;
  readonly #trust: ChannelTrust;
  readonly #creator: Uint8Array;
  readonly #sign: (message: Uint8Array) => Uint8Array;
  readonly #deadline: number;
  /** Peers by MSP; one of each must testify. */
  readonly #clients: readonly (readonly [string, readonly peer.EndorserClient[]])[];

  constructor(
    profile: LedgerProfile,
    trust: ChannelTrust,
    identity: LedgerIdentity,
    sign: (message: Uint8Array) => Uint8Array,
    deadline: number,
  ) {
    this.#profile = profile;
    this.#trust = trust;
    this.#creator = serializeIdentity(identity);
    this.#sign = sign;
    this.#deadline = deadline;
    this.#clients = profile.receipts.msps.map((msp) => [
      msp,
      profile.peers.filter((node) => node.msp === msp).map(endorserClient),
    ]);
  }

  /** One receipt an MSP, ascending by its id; at least as many as the profile wants, else `UNAVAILABLE`. */
  async collect(transactionId: string): Promise<readonly Receipt[]> {
    const asked = await Promise.allSettled(
      this.#clients.map(([msp, clients]) => this.#askOne(transactionId, msp, clients)),
    );
    const receipts = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const { required } = this.#profile.receipts;
    if (receipts.length < required) {
      const failure = asked.find((answer) => answer.status === 'rejected');
      throw new LedgerError('UNAVAILABLE', `${receipts.length} of ${required} receipts`, {
        cause: failure?.reason,
      });
    }
    return receipts.sort((a, b) => Buffer.compare(Buffer.from(a.msp), Buffer.from(b.msp)));
  }

  /** The first peer of an MSP that testifies. */
  async #askOne(
    transactionId: string,
    msp: string,
    clients: readonly peer.EndorserClient[],
  ): Promise<Receipt> {
    let failure: unknown = new LedgerError('UNAVAILABLE', `the profile has no peer of ${msp}`);
    for (const client of clients)
      try {
        return await this.#ask(transactionId, msp, client);
      } catch (error) {
        failure = error;
      }
    throw failure;
  }

  async #ask(transactionId: string, msp: string, client: peer.EndorserClient): Promise<Receipt> {
    const proposal = newProposal({
      channel: this.#profile.channel,
      chaincode: SYSTEM_CHAINCODE,
      arguments: ['GetTransactionByID', this.#profile.channel, transactionId].map((text) =>
        Buffer.from(text),
      ),
      creator: this.#creator,
      time: new Date(),
    });
    const signed = new peer.SignedProposal();
    signed.setProposalBytes(proposal.bytes);
    signed.setSignature(this.#sign(proposal.bytes));
    const response = await this.#process(client, signed);
    const endorsement = response.getEndorsement();
    if (!endorsement)
      throw new LedgerError('UNAVAILABLE', response.getResponse()?.getMessage() || 'the peer did not sign');
    const receipt = {
      msp,
      proposal: proposal.bytes,
      payload: response.getPayload_asU8(),
      endorser: endorsement.getEndorser_asU8(),
      signature: endorsement.getSignature_asU8(),
    };
    this.#check(receipt);
    return receipt;
  }

  #process(client: peer.EndorserClient, signed: peer.SignedProposal): Promise<peer.ProposalResponse> {
    return new Promise((resolve, reject) => {
      client.processProposal(signed, within(this.#deadline), (error, response) => {
        if (response) resolve(response);
        else reject(ledgerError(error));
      });
    });
  }

  /** Only testimony that a transaction is VALID is a receipt. */
  #check(receipt: Receipt): void {
    const answer = verifyReceipt(receipt, this.#trust.members);
    const processed = peer.ProcessedTransaction.deserializeBinary(answer.response.payload);
    if (
      answer.chaincode !== SYSTEM_CHAINCODE ||
      answer.response.status !== OK ||
      processed.getValidationcode() !== 0
    )
      throw new LedgerError('UNTRUSTED', `${receipt.msp} does not call the transaction valid`);
  }

  close(): void {
    for (const [, clients] of this.#clients) for (const client of clients) client.close();
  }
}
