import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { peer } from '@hyperledger/fabric-protos';

export const { Type } = peer.ChaincodeMessage;
type MessageType = peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap];

const NAMES = new Map<number, string>(Object.entries(Type).map(([name, type]) => [type, name]));
export const typeName = (message: peer.ChaincodeMessage): string =>
  NAMES.get(message.getType()) ?? 'UNDEFINED';

/** A message to the chaincode, about a transaction where one is named. */
export function chaincodeMessage(
  type: MessageType,
  payload: Uint8Array = new Uint8Array(),
  about?: { readonly transactionId: string; readonly channel: string },
): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setType(type);
  message.setPayload(payload);
  message.setTxid(about?.transactionId ?? '');
  message.setChannelId(about?.channel ?? '');
  return message;
}

/** Name under which the chaincode's process registers; null when the message cannot be read. */
export function registrationOf(message: peer.ChaincodeMessage): string | null {
  try {
    return peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
  } catch {
    return null;
  }
}

/** The answer of a call that has ended; null when the message cannot be read. */
export function completionOf(message: peer.ChaincodeMessage): FabricResponse | null {
  try {
    const response = peer.Response.deserializeBinary(message.getPayload_asU8());
    return {
      status: response.getStatus(),
      message: response.getMessage(),
      payload: response.getPayload_asU8(),
    };
  } catch {
    return null;
  }
}
