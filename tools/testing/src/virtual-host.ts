import { execFileSync } from 'node:child_process';
import { findProgram } from './tools';

const IP = findProgram('ip');
let made = 0;

/** A host with a network cable to this machine and to nothing else: a network namespace of Linux, which takes root. */
export class VirtualHost {
  /** This machine's address on the cable. */
  readonly gateway: string;
  private readonly name: string;

  constructor() {
    const number = made++;
    this.name = `rnnlab${process.pid}n${number}`;
    const network = `10.${200 + (number % 50)}.${process.pid % 256}`;
    this.gateway = `${network}.1`;
    ip('netns', 'add', this.name);
    ip('link', 'add', this.#cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name);
    ip('address', 'add', `${this.gateway}/24`, 'dev', this.#cable);
    ip('link', 'set', this.#cable, 'up');
    ip('-n', this.name, 'address', 'add', `${network}.2/24`, 'dev', 'eth0');
    ip('-n', this.name, 'link', 'set', 'eth0', 'up');
  }

  /** Whether this machine and user can. */
  static canBeMade(): boolean {
    if (IP === undefined || process.getuid?.() !== 0) return false;
    try {
      new VirtualHost().remove();
      return true;
    } catch {
      return false;
    }
  }

  /** The program and arguments that run this program on the host. */
  command(program: string, args: readonly string[]): [program: string, args: string[]] {
    return [IP as string, ['netns', 'exec', this.name, program, ...args]];
  }

  /** Pulls the cable: nothing arrives then, and nobody is told. */
  cut(): void {
    ip('link', 'set', this.#cable, 'down');
  }

  restore(): void {
    ip('link', 'set', this.#cable, 'up');
  }

  remove(): void {
    ip('netns', 'delete', this.name);
  }

  /** The name of an interface has at most 15 characters. */
  get #cable(): string {
    return this.name.replace('rnnlab', 'rl');
  }
}

function ip(...args: readonly string[]): void {
  execFileSync(IP as string, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
