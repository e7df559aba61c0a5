/** `cardholderName` as `cardholder name`: how a person reads the name of a member. */
export function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])(?:[A-Z]|\d+$)/g, (part) => ` ${part.toLowerCase()}`);
}

/** What an address is called that nobody gave a name. */
export function isUsualUrl(label: string): boolean {
  return /^(website|url|)$/i.test(label);
}
