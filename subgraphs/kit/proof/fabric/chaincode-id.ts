/** A ChaincodeID of Fabric. */
interface ChaincodeId {
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

/** Whether a ChaincodeID is this name alone: with a path or version it could mean another chaincode. */
export function isExactly({ path, name, version }: ChaincodeId, wanted: string): boolean {
  return name === wanted && path === '' && version === '';
}
