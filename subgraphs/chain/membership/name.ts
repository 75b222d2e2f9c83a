/** Organizational units by which Fabric's NodeOUs tell what a certificate may be used for. */
export const NODE_ROLES = ['client', 'peer', 'admin', 'orderer'] as const;
export type NodeRole = (typeof NODE_ROLES)[number];

export const isNodeRole = (word: string): word is NodeRole => NODE_ROLES.some((role) => role === word);
