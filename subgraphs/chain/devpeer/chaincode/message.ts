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
