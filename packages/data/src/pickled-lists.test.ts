import { pickle } from '@rnn-lab/testing';
import { readPickledLists } from './pickled-lists';

const LISTS = [[1, 300, 70_000], [], [5]];
const read = (content: Buffer, length = LISTS.length) =>
  readPickledLists(content, 0, length, 'x.npy').map((list) => [...list]);

/** `pickle.dumps` of an object array of LISTS, in base64. */
const PYTHON_3: [written: string, base64: string[]][] = [
  [
    'protocol 2 of Python 3 and NumPy 2',
    [
      'gAJjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXECY19jb2RlY3MK',
      'ZW5jb2RlCnEDWAEAAABicQRYBgAAAGxhdGluMXEFhnEGUnEHh3EIUnEJKEsBSwOFcQpjbnVtcHkKZHR5cGUKcQtYAgAAAE84',
      'cQyJiIdxDVJxDihLA1gBAAAAfHEPTk5OSv////9K/////0s/dHEQYoldcREoXXESKEsBTSwBSnARAQBlXXETXXEUSwVhZXRx',
      'FWIu',
    ],
  ],
  [
    'protocol 3 of NumPy 2',
    [
      'gANjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXECQwFicQOHcQRS',
      'cQUoSwFLA4VxBmNudW1weQpkdHlwZQpxB1gCAAAATzhxCImIh3EJUnEKKEsDWAEAAAB8cQtOTk5K/////0r/////Sz90cQxi',
      'iV1xDShdcQ4oSwFNLAFKcBEBAGVdcQ9dcRBLBWFldHERYi4=',
    ],
  ],
  [
    'protocol 4',
    [
      'gASVnwAAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZST',
      'lEsAhZRDAWKUh5RSlChLAUsDhZRoA4wFZHR5cGWUk5SMAk84lImIh5RSlChLA4wBfJROTk5K/////0r/////Sz90lGKJXZQo',
      'XZQoSwFNLAFKcBEBAGVdlF2USwVhZXSUYi4=',
    ],
  ],
  [
    'protocol 3 of NumPy 1',
    [
      'gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJx',
      'BShLAUsDhXEGY251bXB5CmR0eXBlCnEHWAIAAABPOHEIiYiHcQlScQooSwNYAQAAAHxxC05OTkr/////Sv////9LP3RxDGKJ',
      'XXENKF1xDihLAU0sAUpwEQEAZV1xD11xEEsFYWV0cRFiLg==',
    ],
  ],
];

test.each(PYTHON_3)('reads %s', (_, base64) => {
  expect(read(Buffer.from(base64.join(''), 'base64'))).toEqual(LISTS);
});

test('reads a program in several frames', () => {
  const frame = '\x95\x00\x00\x01\x00\x00\x00\x00\x00';
  const inOne = Buffer.from(PYTHON_3[2][1].join(''), 'base64').toString('latin1');
  // After the mark of a list, an integer and a list.
  const inFour = inOne.replace('(K\x01M', `(${frame}K\x01${frame}M`).replace('e]\x94', `e${frame}]\x94`);
  expect(inFour).toHaveLength(inOne.length + 3 * frame.length);
  expect(read(Buffer.from(inFour, 'latin1'))).toEqual(LISTS);
});

test('refuses a protocol that does not exist, and a call of another function', () => {
  const content = pickle(LISTS).toString('latin1');
  const changed = (from: string, to: string) => Buffer.from(content.replace(from, to), 'latin1');
  expect(() => read(changed('\x80\x02', '\x80\x06'))).toThrow(/x\.npy: at byte 0 its pickle is not/);
  expect(() => read(changed('U\x01b', 'c_codecs\ndecode\nX'))).toThrow(/names "_codecs\.decode", which/);
});
