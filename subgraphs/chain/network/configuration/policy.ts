/** The files are YAML to Fabric, of which JSON is a part. */
export const SOFTWARE_KEYS = { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } };

export const signature = (Rule: string) => ({ Type: 'Signature', Rule });
export const implicit = (Rule: string) => ({ Type: 'ImplicitMeta', Rule });

export const USUAL_POLICIES = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};
