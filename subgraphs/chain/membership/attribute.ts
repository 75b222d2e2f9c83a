/** X.509 extension in which Fabric carries a certificate's attributes, as JSON `{"attrs": {…}}`. */
export const ATTRIBUTES_EXTENSION = '1.2.3.4.5.6.7.8.1';

/** The attribute that names the member organization a certificate speaks for, by its slug. */
export const memberAttribute = 'caretrail.org';
