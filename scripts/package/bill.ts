import { createHash } from 'node:crypto';

/** One thing that ships. */
export interface Component {
  readonly type: 'library' | 'framework';
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly purl?: string;
  readonly cpe?: string;
  /** Of the registry's archive: `sha512-` and base64. */
  readonly integrity?: string;
  readonly sha256?: string;
  readonly note?: string;
}

/**
 * A bill of materials as CycloneDX 1.6: what ships and nothing else. The same parts give the same
 * bytes.
 */
export function billOfMaterials(version: string, parts: readonly Component[]): string {
  const components = parts.map(asCycloneDx);
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([version, components]))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'holdfast',
        name: 'holdfast',
        version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [{ ref: 'holdfast', dependsOn: components.map((part) => part['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function asCycloneDx({ type, name, version, licence, purl, cpe, integrity, sha256, note }: Component) {
  const hashes = [
    ...(integrity
      ? [
          {
            alg: 'SHA-512',
            content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
          },
        ]
      : []),
    ...(sha256 ? [{ alg: 'SHA-256', content: sha256 }] : []),
  ];
  return {
    type,
    'bom-ref': purl ?? `${name}@${version}`,
    name,
    version,
    ...(note && { description: note }),
    ...(hashes.length > 0 && { hashes }),
    licenses: [/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    ...(cpe && { cpe }),
    ...(purl && { purl }),
  };
}

/** A name-based UUID: nothing of the time or the machine is in it. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
