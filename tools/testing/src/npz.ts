import AdmZip from 'adm-zip';

/** A deflated zip archive of these files. */
export function zip(files: Record<string, Buffer>): Buffer {
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(files)) {
    archive.addFile(name, content);
  }
  return archive.toBuffer();
}

/** An NPY file of version 1.0; `shape` is a tuple as Python prints it. */
export function npy(descr: string, shape: string, data: Buffer): Buffer {
  const header = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }      \n`);
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, header, data]);
}

/** An array of int64. */
export function int64s(values: readonly number[]): Buffer {
  const data = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => data.writeBigInt64LE(BigInt(value), 8 * i));
  return npy('<i8', `(${values.length},)`, data);
}

/** An array of lists of integers. */
export function lists(values: readonly (readonly number[])[]): Buffer {
  return npy('|O', `(${values.length},)`, pickle(values));
}

/** The pickle of that array as Python 2 writes it; `length` is the one that it claims. */
export function pickle(values: readonly (readonly number[])[], length = values.length): Buffer {
  const bytes = [
    '\x80\x02cnumpy.core.multiarray\n_reconstruct\nq\x01cnumpy\nndarray\nq\x02K\x00\x85U\x01b\x87Rq\x03(K\x01',
    pickleInteger(length),
    '\x85cnumpy\ndtype\nq\x04U\x02O8K\x00K\x01\x87Rq\x05(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89',
    pickleList(values.map((list) => pickleList(list.map(pickleInteger)))),
    'tb.',
  ].join('');
  return Buffer.from(bytes, 'latin1');
}

/** Batches of 1,000; a batch of one has a different opcode. */
function pickleList(items: string[]): string {
  const batches: string[] = [];
  for (let i = 0; i < items.length; i += 1000) {
    const batch = items.slice(i, i + 1000);
    batches.push(batch.length === 1 ? `${batch[0]}a` : `(${batch.join('')}e`);
  }
  // The memo's position is never read.
  return `]${items.length % 2 === 0 ? 'q\x06' : 'r\x00\x01\x00\x00'}${batches.join('')}`;
}

function pickleInteger(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  if (value >= 0 && value < 256) {
    return `K${bytes.toString('latin1', 0, 1)}`;
  }
  return value >= 0 && value < 65_536 ? `M${bytes.toString('latin1', 0, 2)}` : `J${bytes.toString('latin1')}`;
}
