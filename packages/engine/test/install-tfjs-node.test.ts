import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { outcomeOf, tfjsNodeIsThere, withTool } from '@rnn-lab/testing';

const SCRIPT = join(__dirname, '../scripts/install-tfjs-node.mjs');
const INSTALLED = dirname(require.resolve('@tensorflow/tfjs-node/package.json'));

/** For copies of the package without its native part. Inside the workspace, so that their dependencies resolve. */
mkdirSync(join(__dirname, '../out-tsc'), { recursive: true });
const root = mkdtempSync(join(__dirname, '../out-tsc/install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function copyOfPackage(name: string): string {
  const copy = join(root, name);
  const native = ['deps', 'lib', 'build'].map((folder) => join(INSTALLED, folder));
  cpSync(INSTALLED, copy, { recursive: true, filter: (source) => !native.includes(source) });
  return copy;
}

/** Without proxies: with one, the script skips its check of the address. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^https?_proxy$/i.test(name)),
);

function install(folder: string, env: Record<string, string> = {}) {
  return outcomeOf(spawn(process.execPath, [SCRIPT, folder], { env: { ...environment, ...env } }));
}

test('without a network, fails with one message that names the address and the variable', async () => {
  const copy = copyOfPackage('offline');
  const { code, stdout, stderr } = await install(copy, { TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:9/' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^TensorFlow's library can't be downloaded from http:\/\/127\.0\.0\.1:9\/\S+ \(.+\); connect to the network, or set TFJS_NODE_CDN_STORAGE to a mirror\.\n$/,
  );
  expect(existsSync(join(copy, 'deps'))).toBe(false);
});

test.each([
  ['http://me:secret@127.0.0.1:9/', "TensorFlow's library can't be downloaded from http://127.0.0.1:9/"],
  ['http://me:p/secret@127.0.0.1:9/', "TensorFlow's library can't be downloaded, because "],
  ['me:secret@127.0.0.1:9/', "TensorFlow's library can't be downloaded, because "],
])('prints no password of the mirror %s', async (mirror, message) => {
  const { code, stdout, stderr } = await install(copyOfPackage('secret'), { TFJS_NODE_CDN_STORAGE: mirror });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('secret');
});

// The archives' names differ on other platforms.
const onLinux = process.platform === 'linux' && process.arch === 'x64';

withTool('tfjs-node', onLinux && tfjsNodeIsThere()).describe('with a mirror', () => {
  const served = join(root, 'mirror');
  const library = 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz';
  const binding = 'tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz';
  const requests: string[] = [];
  let server: Server;
  let mirror: string;

  beforeAll(async () => {
    for (const file of [library, binding]) mkdirSync(dirname(join(served, file)), { recursive: true });
    execFileSync('tar', ['-czf', join(served, library), '-C', join(INSTALLED, 'deps'), 'lib'], {
      timeout: 120_000,
    });
    execFileSync('tar', ['-czf', join(served, binding), '-C', join(INSTALLED, 'lib'), 'napi-v8'], {
      timeout: 120_000,
    });
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const file = join(served, request.url as string);
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-length': statSync(file).size });
      response.end(request.method === 'HEAD' ? undefined : readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('announces the download, fetches both parts, and does nothing the second time', async () => {
    const copy = copyOfPackage('online');
    const before = readFileSync(join(copy, 'package.json'), 'utf8');
    const first = await install(copy, { TFJS_NODE_CDN_STORAGE: mirror });
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(
      /^Downloads TensorFlow's library \(\d+ MB, compressed\) .* TFJS_NODE_CDN_STORAGE/,
    );
    expect(first.stdout).toMatch(/The engine tfjs-node is ready\.\n$/);
    expect(requests).toEqual([`HEAD /${library}`, `GET /${library}`, `GET /${binding}`]);
    expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(before);

    const second = await install(copy);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toMatch(/^The native part of @tensorflow\/tfjs-node is already installed in /);
    expect(requests).toHaveLength(3);
  });
});
