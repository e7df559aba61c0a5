const words = /(?<=[a-z])(?:[A-Z]{2,}(?=[A-Z][a-z]|$)|[A-Z]|\d+$)|(?<=[A-Z])[A-Z](?=[a-z])/g;

/** `cardholderName` as `cardholder name`: how a person reads the name of a member. */
export function wordsOf(name: string): string {
  return name.replace(words, (part) => ` ${part.length > 1 ? part : part.toLowerCase()}`);
}

/** What an address is called that nobody gave a name. */
export function isUsualUrl(label: string): boolean {
  return /^(website|url|)$/i.test(label);
}
