import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders that each folder of src may import besides itself; `app` holds the routes and may import anything. */
const MAY_IMPORT = {
  api: [],
  i18n: ['api'],
  server: ['api'],
  components: ['api', 'i18n'],
  features: ['api', 'components', 'i18n'],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), 'app'];
/** Entry points of the workspace's packages that a browser can load; from others, it may import types only. */
const BROWSER_SAFE = [
  '@rnn-lab/models/layers',
  '@rnn-lab/models/log-odds',
  '@rnn-lab/runs/baselines',
  '@rnn-lab/runs/labels',
  '@rnn-lab/runs/metrics',
  '@rnn-lab/runs/names',
  '@rnn-lab/runs/schema',
];

const src = join(import.meta.dirname, 'src');
const features = readdirSync(join(src, 'features'));

/** Refuses static and dynamic imports whose path matches `regex`. */
function refuse(...patterns) {
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
    'no-restricted-syntax': [
      'error',
      ...patterns.map(({ regex, message }) => ({
        // A selector's regular expression can't contain a slash.
        selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', '\\u002F')}/]`,
        message,
      })),
    ],
  };
}

/** Paths into a folder of src: by its alias or by leaving one's own folder. */
function pathsInto(folders) {
  return `^(#|(\\.\\./)+)(${folders.join('|')})(/|$)`;
}

function folderPattern(folder) {
  const allowed = MAY_IMPORT[folder];
  const others = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
  const list = allowed.length > 0 ? allowed.join(', ') : 'no other folder';
  return { regex: pathsInto(others), message: `src/${folder} imports ${list}.` };
}

const nodePackages = {
  regex: `^(?!(${BROWSER_SAFE.join('|')})$)@rnn-lab/`,
  message: `A browser can load ${BROWSER_SAFE.join(', ')}; from other packages import only types.`,
  allowTypeImports: true,
};

function featurePattern(feature) {
  const others = features.filter((other) => other !== feature);
  return {
    regex: `^(#features/|(\\.\\./)+(features/)?)(${others.join('|')})(/|$)`,
    message: 'A feature imports no other feature; what two share is in src/components or src/api.',
  };
}

/** The rules for a folder that browsers load; its tests run on Node. */
function inBrowser(folder, ...patterns) {
  const files = `apps/dashboard/src/${folder}/**/*.{ts,tsx}`;
  const tests = `apps/dashboard/src/${folder}/**/*.test.ts`;
  return [
    { files: [files], ignores: [tests], rules: refuse(...patterns, nodePackages) },
    { files: [tests], rules: refuse(...patterns) },
  ];
}

/** The folders of the dashboard that each folder may import. */
export const dashboardFolders = [
  { files: ['apps/dashboard/src/server/**/*.ts'], rules: refuse(folderPattern('server')) },
  ...['api', 'i18n', 'components'].flatMap((folder) => inBrowser(folder, folderPattern(folder))),
  ...features.flatMap((feature) =>
    inBrowser(`features/${feature}`, folderPattern('features'), featurePattern(feature)),
  ),
];
