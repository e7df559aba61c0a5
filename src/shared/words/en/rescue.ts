import { text } from '../failure-text.ts';
import { count, format, list, number, secrets } from './format.ts';
import { capital, sheets, spelled } from './numbers.ts';
import { typeWords } from './window/recovery-give.ts';
import { share } from './window/share.ts';

/** The rescue page: for somebody who has a backup, and no Holdfast. */
export const words = {
  share,
  type: typeWords,
  title: 'Holdfast rescue',
  other: 'Deutsch',
  foot: (version: string, date: string) =>
    `Holdfast rescue page, version ${version} of ${date}. It reads a backup on this computer and sends nothing.`,
  hash: 'SHA-256 of this file',
  hashText:
    'Compare it with the one on a recovery sheet. To be sure, let a program of the system compute it.',
  next: 'Continue',
  back: 'Back',
  cancel: 'Cancel',
  before: {
    testing: 'One moment: this page tests itself…',
    broken: text(
      'This page does not compute correctly in this browser.',
      'Use another browser, or another computer. Nothing was read.',
    ),
    heading: 'Open a vault without Holdfast',
    what: 'Somebody kept passwords and files with the app Holdfast. This page opens a copy of that vault when the app is not there.',
    need: 'You need two things:',
    needs: [
      'a copy of the vault: most often a file whose name ends in .holdfast',
      'recovery sheets, as many as each of them says; or the passphrase',
    ],
    network: 'Disconnect this computer from the network first.',
    networkText:
      'This page sends nothing, and the browser keeps it from sending. But other programs on this computer may. Pull out the cable or turn off Wi-Fi, and leave it off until you have closed this page.',
    online: 'This computer is connected to a network.',
    offline: 'This computer is not connected to a network.',
  },
  choose: {
    heading: 'Which copy?',
    text: 'Choose the newest backup: its name has the date. Nothing in it is changed.',
    file: 'Choose a file…',
    folder: 'Choose a folder…',
    folderText: 'A folder, if the vault lies in one: there are folders “heads” and “objects” in it.',
    drop: 'Or drop it on this page.',
    reading: 'Looking through the file…',
    progress: (part: number) => format.percent(part, 1),
  },
  ways: {
    heading: 'How do you open it?',
    vault: (vault: string) => `Vault ${vault}`,
    sheets: 'With recovery sheets',
    sheetsText: (need: number, of: number, set: string) =>
      `${capital(spelled(need))} of ${sheets(of)} of the set ${set}`,
    passphrase: 'With the passphrase',
    passphraseText: 'The one from the days of this copy',
    securityKey: 'A security key opens this vault, too, but no page in a browser can ask it.',
    none: text(
      'Neither sheets nor a passphrase open this copy.',
      'Choose another backup, one from a later day.',
    ),
    otherCopy: 'Choose another copy',
  },
  sheets: {
    heading: 'Give the recovery sheets',
    given: (have: number, need: number) => `${number(have)} of ${sheets(need)}`,
    taken: (numbers: readonly number[]) =>
      numbers.length === 1 ? `Sheet ${numbers[0]} is here.` : `Sheets ${list(numbers)} are here.`,
    missing: (n: number) =>
      n === 1 ? 'One more sheet.' : `${capital(spelled(n))} more sheets, in any order.`,
    takeAway: (n: number) => `Take away sheet ${n}`,
    photo: 'Read a photo of the sheet…',
    photoText: 'The square code has the same words.',
    photoReading: 'Reading the picture…',
    noCode: text(
      'No code was found in this picture.',
      'Take it again from straight above, in good light, or type the words.',
    ),
    misfit: text(
      'These sheets do not open the vault together.',
      'One of them has other words than were printed. Give one more sheet, or take one away and give another.',
    ),
    opening: 'Opening…',
  },
  passphrase: {
    heading: 'Type the passphrase',
    label: 'Passphrase',
    show: 'Show the passphrase',
    keyFile: 'Key file',
    keyFileText: 'This vault asks for a key file as well: the same file, not one like it.',
    keyFileMaybe: 'Only if the person whose passphrase this is has one.',
    none: 'No file',
    open: 'Open',
    computing: 'Computing the key from the passphrase. This is slow on purpose.',
    left: (seconds: number) => `About ${count(Math.max(1, Math.ceil(seconds)), 'second', 'seconds')} left`,
  },
  trouble: {
    'no-vault': text(
      'This is no vault.',
      'Look for a file whose name ends in .holdfast, or for the folder in which the vault lies.',
    ),
    newer: text(
      'This vault was written by a newer Holdfast than this page knows.',
      'Use the rescue page that lies beside this backup.',
    ),
    'no-manifest': text(
      'This vault is damaged: its beginning cannot be found.',
      'Choose another backup. If there is none, keep this file: a newer Holdfast may repair it.',
    ),
    head: text(
      'This vault is damaged: its list cannot be opened.',
      'Choose another backup. The way in was right.',
    ),
    'wrong-passphrase': text(
      'The passphrase does not open this copy.',
      'Watch for capital letters and another keyboard. A copy from before a change opens with the passphrase from before.',
    ),
    'no-slot': text(
      'This vault is not opened like this.',
      'Give a key file if the vault has one, and none if it has none.',
    ),
    'key-file-size': text('This is no key file.', 'A key file has 1 byte to 64 MiB.'),
    kdf: text(
      'This vault is damaged: what it says of its passphrase makes no sense.',
      'Choose another backup, or use the recovery sheets.',
    ),
    memory: text(
      'The passphrase needs more memory than a browser gives.',
      'Use the recovery sheets, or holdfast-rescue.py beside this page.',
    ),
    'wrong-shares': text('These sheets do not open this vault.', 'Give another sheet.'),
    unreadable: text('This file cannot be read.', 'Copy it to this computer, and choose the copy.'),
  },
  list: {
    heading: 'What is in it',
    search: 'Search',
    all: 'All',
    folder: (name: string) => `Folder ${name}`,
    found: (n: number) => secrets(n),
    deleted: 'deleted',
    showDeleted: 'Show deleted ones, too',
    more: (n: number) => `${number(n)} more: search for a part of the name.`,
    none: 'Nothing here.',
    saveAll: 'Save everything…',
    close: 'Close and forget everything',
    asHas: (device: string) => `as ${device} has it`,
    lost: (n: number) =>
      n === 1
        ? 'This copy is damaged: one part cannot be read. Everything that is shown is whole.'
        : `This copy is damaged: ${number(n)} parts cannot be read. Everything that is shown is whole.`,
    lostList: 'What cannot be read',
    loss: {
      page: 'A part of the list: the secrets that stand in it are not shown.',
      policies: 'The policies',
      clients: 'The list of programs',
      audit: 'The audit',
      device: 'What one computer wrote last, where several write this vault',
      version: (path: string, version: number) => `${path}, version ${number(version)}`,
      file: (path: string, version: number, field: string) => `${path}, version ${number(version)}: ${field}`,
    },
  },
  secret: {
    version: 'Version',
    versionOf: (n: number, time: number | undefined, deleted: boolean) =>
      `${number(n)}${time === undefined ? '' : `, ${format.moment(time)}`}${deleted ? ', deleted' : ''}`,
    show: (name: string) => `Show ${name}`,
    hide: (name: string) => `Hide ${name}`,
    copy: (name: string) => `Copy ${name}`,
    shown: { show: 'Show', hide: 'Hide', copy: 'Copy', save: 'Save…' },
    copied: 'Copied.',
    notCopied: 'The browser does not copy. Mark the value, and copy it by hand.',
    save: (name: string) => `Save ${name}`,
    file: (bytes: number) => `A file of ${format.size(bytes)}`,
    code: (seconds: number) => `valid for ${count(seconds, 'second', 'seconds')}`,
    notOtp: 'No codes can be made from this.',
    damaged: text(
      'This version cannot be read.',
      'It is damaged. Look at another version, or in another backup.',
    ),
    fileDamaged: text('This file cannot be read.', 'It is damaged. Look in another backup.'),
    empty: 'It has no fields.',
    tags: 'Tags',
  },
  save: {
    heading: 'Save everything in plain text',
    warning:
      'What you save is not encrypted any more: whoever has that file has every password. Save it on this computer alone, use it, and then delete it.',
    json: 'As one file (JSON)',
    jsonText: 'Every secret with its earlier versions. Long files are left out.',
    zip: 'As a folder (ZIP)',
    zipText: 'The same, and every file by itself. Up to 4 GB.',
    saving: 'Saving…',
    done: (n: number) => `${secrets(n)} saved.`,
    lost: (n: number) => `${count(n, 'part', 'parts')} could not be read.`,
    failed: text('It could not be saved.', 'Look whether the disk has room, and save it again.'),
    tooLarge: text('This is more than a ZIP file holds.', 'Save as JSON, and the long files one by one.'),
  },
};
