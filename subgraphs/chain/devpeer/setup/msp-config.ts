import { msp } from '@hyperledger/fabric-protos';

const { FabricMSPConfig, FabricNodeOUs, FabricOUIdentifier, MSPConfig } = msp;

/** An MSP's definition in the channel configuration: one root, and roles by organizational unit. */
export function mspConfig(id: string, root: string): msp.MSPConfig {
  const rootBytes = Buffer.from(root);
  const unit = (name: string) => {
    const identifier = new FabricOUIdentifier();
    identifier.setCertificate(rootBytes);
    identifier.setOrganizationalUnitIdentifier(name);
    return identifier;
  };
  const units = new FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client'));
  units.setPeerOuIdentifier(unit('peer'));
  units.setAdminOuIdentifier(unit('admin'));
  units.setOrdererOuIdentifier(unit('orderer'));
  const crypto = new msp.FabricCryptoConfig();
  crypto.setSignatureHashFamily('SHA2');
  crypto.setIdentityIdentifierHashFunction('SHA256');
  const fabric = new FabricMSPConfig();
  fabric.setName(id);
  fabric.setRootCertsList([rootBytes]);
  fabric.setFabricNodeOus(units);
  fabric.setCryptoConfig(crypto);
  const config = new MSPConfig();
  config.setConfig(fabric.serializeBinary());
  return config;
}
