import type { FieldType } from '../../shared/secret.ts';

/** What others call the fields that templates have; letters and digits alone, small. */
const names: Readonly<Record<string, readonly [type: FieldType, names: string]>> = {
  cardholder: ['text', 'cardholder cardholdername nameoncard ownername'],
  'card-number': ['secret', 'cardnumber ccnum ccnumber creditcardnumber'],
  'security-code': ['secret', 'securitycode cvv cvc cvv2 verificationnumber cardsecuritycode'],
  pin: ['secret', 'pin pincode'],
  expires: ['text', 'expires expiry expirydate dateofexpiry expirationdate cardexpirationdate ccexp'],
  'first-name': ['text', 'firstname givenname'],
  'last-name': ['text', 'lastname surname familyname'],
  'birth-date': ['text', 'birthdate dateofbirth birthday'],
  email: ['text', 'email emailaddress'],
  phone: ['text', 'phone phonenumber telephone defphone'],
  address: ['note', 'address'],
  network: ['text', 'ssid networkname'],
  'private-key': ['secret', 'privatekey'],
  'public-key': ['note', 'publickey'],
  passphrase: ['secret', 'passphrase'],
  'licence-key': ['secret', 'licensekey licencekey regcode'],
  'licensed-to': ['text', 'licensee licensedto regname'],
  host: ['text', 'host hostname'],
  port: ['text', 'port'],
  database: ['text', 'database'],
};

const known: ReadonlyMap<string, readonly [name: string, type: FieldType]> = new Map(
  Object.entries(names).flatMap(([name, [type, others]]) =>
    others.split(' ').map((one) => [one, [name, type]] as const),
  ),
);

/** The name and type that a template has for it; `undefined`: no template has it. */
export function knownName(label: string): readonly [name: string, type: FieldType] | undefined {
  return known.get(label.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
