/** What is said where a vault may get new keys. */
export const keysWords = {
  tick: 'Change the keys of this vault, too',
  ticked: 'Whoever has an older copy then reads nothing that you write from now on.',
  unticked:
    'The keys stay as they are: whoever opens an older copy can also read what you write later. Leave them only if nobody else has a copy.',
};
