/**
 * Downloads the native part of `@tensorflow/tfjs-node` with the package's own install script, which npm doesn't run
 * because of `ignore-scripts`. Does nothing if it already loads. On failure prints one message and exits with 1.
 *
 * Usage: node install-tfjs-node.mjs [PACKAGE_FOLDER]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { unescape } from 'node:querystring';

const MEGABYTE = 1e6;
const REQUEST_SECONDS = 30;
const INSTALL_MINUTES = 30;
const GOOGLE = 'https://storage.googleapis.com/';

const require = createRequire(import.meta.url);

// tfjs-node 4.22 calls this function, which Node 23 removed.
const LOAD = "require('util').isNullOrUndefined ??= (v) => v == null; require(process.argv[1]);";

class InstallError extends Error {}

try {
  await main(process.argv[2] ?? packageFolder());
} catch (error) {
  if (!(error instanceof InstallError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(folder) {
  if (loads(folder)) {
    console.log(`The native part of @tensorflow/tfjs-node is already installed in ${folder}.`);
    return;
  }
  const mirror = process.env.TFJS_NODE_CDN_STORAGE ?? GOOGLE;
  const library = parsed(libraryAddress(folder, mirror));
  const size = await sizeOf(library);
  console.log(
    `Downloads TensorFlow's library (${size}) from ${printable(library)} and a small binding into ${folder}. ` +
      `To use a mirror, set TFJS_NODE_CDN_STORAGE; to undo, delete the folders deps and lib there.`,
  );
  install(folder, mirror);
  if (!loads(folder)) {
    throw new InstallError(
      `The native part of @tensorflow/tfjs-node was downloaded to ${folder} but doesn't load on this platform; use --engine tfjs.`,
    );
  }
  console.log('The engine tfjs-node is ready.');
}

function packageFolder() {
  try {
    return dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    throw new InstallError(
      'The package @tensorflow/tfjs-node is not installed; run "npm install" without --omit=optional first.',
    );
  }
}

function loads(folder) {
  const { status } = spawnSync(process.execPath, ['-e', LOAD, folder], { stdio: 'ignore', timeout: 120_000 });
  return status === 0;
}

/** The address from which the package's own script downloads the library (scripts/install.js of tfjs-node 4.22). */
function libraryAddress(folder, mirror) {
  const { LIBTENSORFLOW_VERSION, PLATFORM_MAPPING, PLATFORM_EXTENSION } = require(
    join(folder, 'scripts/deps-constants.js'),
  );
  const { platform, arch } = process;
  const builds = {
    'darwin-arm64': 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
    'linux-arm64': 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
    'linux-arm': 'tf-builds/libtensorflow_r2_5_linux_arm7l.tar.gz',
  };
  const build = builds[`${platform}-${arch}`];
  if (build) return mirror + build;
  if (arch !== 'x64' || !(platform in PLATFORM_MAPPING)) {
    throw new InstallError(`TensorFlow has no library for ${platform}-${arch}; use --engine tfjs.`);
  }
  const base = process.env.TFJS_NODE_BASE_URI ?? `${mirror}tensorflow/libtensorflow/libtensorflow-`;
  return `${base}cpu-${PLATFORM_MAPPING[platform]}-x86_64-${LIBTENSORFLOW_VERSION}.${PLATFORM_EXTENSION}`;
}

/** The message doesn't repeat the address, because a malformed one may have a password anywhere. */
function parsed(address) {
  if (URL.canParse(address) && /^https?:/.test(address)) return new URL(address);
  throw new InstallError(
    "TensorFlow's library can't be downloaded, because TFJS_NODE_CDN_STORAGE (or TFJS_NODE_BASE_URI) isn't an http or https address.",
  );
}

/** Without user and password. */
function printable({ origin, pathname, search }) {
  return `${origin}${pathname}${search}`;
}

/** User and password as a header, which is where `fetch` takes them. */
function authorization({ username, password }) {
  if (username === '' && password === '') return {};
  return { authorization: `Basic ${Buffer.from(unescape(`${username}:${password}`)).toString('base64')}` };
}

/**
 * The size of the download, as text. Also checks that the address can be reached, because the package's script fails with
 * a stack trace if it can't.
 */
async function sizeOf(address) {
  // The package's script uses a proxy, fetch doesn't.
  const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  if (proxies.some((name) => process.env[name])) return 'more than 100 MB';
  let response;
  try {
    response = await fetch(printable(address), {
      method: 'HEAD',
      headers: authorization(address),
      signal: AbortSignal.timeout(REQUEST_SECONDS * 1000),
    });
  } catch (error) {
    throw new InstallError(unreachable(address, error.cause?.code ?? error.cause?.message ?? error.message));
  }
  if (!response.ok) throw new InstallError(unreachable(address, `status ${response.status}`));
  const bytes = Number(response.headers.get('content-length'));
  return bytes > 0 ? `${Math.round(bytes / MEGABYTE)} MB, compressed` : 'of unknown size';
}

function unreachable(address, reason) {
  return (
    `TensorFlow's library can't be downloaded from ${printable(address)} (${reason}); ` +
    `connect to the network, or set TFJS_NODE_CDN_STORAGE to a mirror.`
  );
}

/** Runs the package's own script, with the programs of its dependencies on the PATH. */
function install(folder, mirror) {
  const programs = require.resolve
    .paths('node-pre-gyp')
    .map((modules) => join(modules, '.bin'))
    .filter((bin) => existsSync(bin));
  const env = {
    ...process.env,
    TFJS_NODE_CDN_STORAGE: mirror,
    npm_config_tfjs_binding_binary_host_mirror:
      process.env.npm_config_tfjs_binding_binary_host_mirror ?? `${mirror}tf-builds/pre-built-binary`,
    PATH: [...programs, process.env.PATH].join(delimiter),
  };
  const manifest = join(folder, 'package.json');
  const before = readFileSync(manifest, 'utf8');
  const { status, error } = spawnSync(process.execPath, ['scripts/install.js'], {
    cwd: folder,
    env,
    stdio: 'inherit',
    timeout: INSTALL_MINUTES * 60_000,
  });
  // The script adds the addon's name to its manifest, and removes it only on success.
  if (readFileSync(manifest, 'utf8') !== before) writeFileSync(manifest, before);
  if (status !== 0) {
    const reason =
      error?.code === 'ETIMEDOUT' ? `not within ${INSTALL_MINUTES} minutes` : 'its output is above';
    throw new InstallError(
      `The install script of @tensorflow/tfjs-node failed (${reason}); delete ${join(folder, 'deps')} and try again.`,
    );
  }
}
