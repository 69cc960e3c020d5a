import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './tools';
import type { ChildProcess } from 'node:child_process';
import type { AddressInfo, Server, Socket } from 'node:net';

const HOST = '127.0.0.1';
const PROGRAM = findProgram('redis-server');

/** A Redis server of a test, which keeps its data when it is killed. */
export class RedisServer {
  static readonly isThere = PROGRAM !== undefined;
  static readonly password = 'not-to-be-printed';
  #child?: ChildProcess;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly fsync: 'always' | 'everysec',
    private readonly addresses: readonly string[],
  ) {}

  /**
   * @param fsync when it writes to the disk: with `always`, it loses nothing when it is killed
   * @param addresses of this machine where it listens too
   */
  static async start(
    folder: string,
    fsync: 'always' | 'everysec' = 'always',
    addresses: readonly string[] = [],
  ): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true });
    const server = new RedisServer(await freePort(), folder, fsync, addresses);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const place = ['--bind', HOST, ...this.addresses, '--port', `${this.port}`, '--dir', this.folder];
    const kept = ['--appendonly', 'yes', '--appendfsync', this.fsync, '--save', ''];
    this.#child = spawn(PROGRAM as string, [...place, ...kept, '--requirepass', RedisServer.password], {
      stdio: 'ignore',
    });
    while (!(await isListening(this.port))) await sleep(100);
  }

  async kill(): Promise<void> {
    if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** A network between a client and a server, which can be cut: nothing arrives then, and nobody is told. */
export class Network {
  readonly #links = new Set<readonly [Socket, Socket]>();
  #isCut = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(port: number): Promise<Network> {
    const server = createServer().listen(0, HOST);
    await once(server, 'listening');
    const network = new Network(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => network.#link(near, connect(port, HOST)));
    return network;
  }

  cut(): void {
    this.#isCut = true;
    for (const [near, far] of this.#links) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
  }

  /** Ends the connections and refuses new ones: both ends are told. */
  close(): void {
    this.server.close();
    for (const socket of [...this.#links].flat()) socket.destroy();
  }

  restore(): void {
    if (!this.server.listening) this.server.listen(this.port, HOST);
    this.#isCut = false;
    for (const link of this.#links) join(...link);
  }

  #link(near: Socket, far: Socket): void {
    const link = [near, far] as const;
    this.#links.add(link);
    for (const socket of link) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#links.delete(link);
        for (const each of link) each.destroy();
      });
    }
    if (!this.#isCut) join(near, far);
  }
}

function join(near: Socket, far: Socket): void {
  near.pipe(far);
  far.pipe(near);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, HOST);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
