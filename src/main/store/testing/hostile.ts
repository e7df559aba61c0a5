import fs from 'node:fs';

const pageSize = 512;
const headerOf = (pages: number) => {
  const head = Buffer.alloc(pageSize);
  head.write('SQLite format 3\0', 'latin1');
  head.writeUInt16BE(pageSize, 16);
  head.writeUInt32BE(pages, 28);
  // The list of free pages begins at the second page, and goes through every other one.
  head.writeUInt32BE(2, 32);
  return head;
};

/**
 * A file of so many MB that SQLite refuses, and that is laid out to cost whoever looks through it:
 * small pages, every second of them one of the list of free pages, each of whose entries is another
 * page; the others as full of objects as they get, each with a chain of pages behind it.
 */
export function hostileFile(file: string, megabytes: number): { size: number } {
  const pages = Math.floor((megabytes * 1024 * 1024) / pageSize);
  const out = fs.openSync(file, 'w');
  fs.writeSync(out, headerOf(pages));
  manifest(out);
  for (let page = 3; page < pages; page++)
    fs.writeSync(out, page % 2 === 0 ? trunk(page, pages) : leaf(page));
  fs.closeSync(out);
  return { size: fs.statSync(file).size };
}

// A manifest that begins as one of ours, and is none.
function manifest(out: number): void {
  const text = Buffer.from('HOLDFAST{}', 'latin1');
  const record = Buffer.concat([Buffer.from([3, 0, 12 + 2 * text.length]), text]);
  const page = Buffer.alloc(pageSize);
  page[0] = 0x0d;
  page.writeUInt16BE(1, 3);
  const at = pageSize - record.length - 2;
  page.writeUInt16BE(at, 8);
  Buffer.concat([Buffer.from([record.length, 9]), record]).copy(page, at);
  fs.writeSync(out, page);
}

function trunk(number: number, pages: number): Buffer {
  const page = Buffer.alloc(pageSize);
  page.writeUInt32BE(number + 2 < pages ? number + 2 : 0, 0);
  const count = pageSize / 4 - 2;
  page.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) page.writeUInt32BE(number * count + i, 8 + 4 * i);
  return page;
}

// Rows of 39 bytes in their page and more behind it: the least that a row with a chain takes.
function leaf(number: number): Buffer {
  const page = Buffer.alloc(pageSize);
  page[0] = 0x0d;
  const header = Buffer.from([4, 44, 0, 0]);
  const blob = 12 + 2 * 508;
  header[2] = 0x80 | (blob >> 7);
  header[3] = blob & 0x7f;
  const total = header.length + 16 + 508;
  const local = 39;
  const size = 3 + local + 4;
  let at = pageSize;
  let count = 0;
  while (at - size > 8 + 2 * (count + 1)) {
    at -= size;
    page.writeUInt16BE(at, 8 + 2 * count);
    page[at] = 0x80 | (total >> 7);
    page[at + 1] = total & 0x7f;
    page[at + 2] = 1 + count;
    header.copy(page, at + 3);
    page.writeUInt32BE(number, at + 7);
    page.writeUInt32BE(count, at + 11);
    page.writeUInt32BE(2, at + 3 + local);
    count += 1;
  }
  page.writeUInt16BE(count, 3);
  return page;
}
