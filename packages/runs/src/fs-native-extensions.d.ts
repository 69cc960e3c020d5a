declare module 'fs-native-extensions' {
  /** Locks an open file against other holders until it is closed; false while another one's lock excludes this one. */
  export function tryLock(fd: number, options: { shared: boolean }): boolean;
}
