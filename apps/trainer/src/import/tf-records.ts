import { closeSync, openSync } from 'node:fs';
import { maskedCrc32c } from './crc32c';
import { FileWindow } from './file-window';

/** Bytes in front of a record's data: its length (uint64) and that length's checksum. */
const HEADER = 12;
/** Bytes after a record's data: its checksum. */
const FOOTER = 4;

/** A record of a TFRecord file. */
export interface TfRecord {
  /** Byte of the file at which it begins. */
  offset: number;
  /** null if its checksum is wrong. Valid until the next record is read. */
  data: Uint8Array | null;
}

/**
 * Reads a TFRecord file record by record, whatever its size. Ends without an error at a record that is cut or whose length
 * is damaged, because nothing tells where the next one begins.
 *
 * @returns the byte at which such a record begins; null at the end of a complete file
 * @throws a system error
 */
export function* readTfRecords(path: string): Generator<TfRecord, number | null> {
  const file = openSync(path, 'r');
  try {
    const bytes = new FileWindow(file);
    let offset = 0;
    while (bytes.left(offset) > 0) {
      const header = bytes.read(offset, HEADER);
      if (header.length < HEADER) return offset;
      if (header.readUInt32LE(8) !== maskedCrc32c(header.subarray(0, 8))) return offset;
      const length = Number(header.readBigUInt64LE(0));
      // Checked before it is read: a wrong length would ask for more memory than there is.
      if (length > bytes.left(offset + HEADER) - FOOTER) return offset;
      const record = bytes.read(offset + HEADER, length + FOOTER);
      if (record.length < length + FOOTER) return offset;
      const data = record.subarray(0, length);
      yield { offset, data: record.readUInt32LE(length) === maskedCrc32c(data) ? data : null };
      offset += HEADER + length + FOOTER;
    }
    return null;
  } finally {
    closeSync(file);
  }
}
