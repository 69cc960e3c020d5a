declare module 'fs-native-extensions' {
  /** Locks an open file against other holders until it is closed; false while another holds it. */
  export function tryLock(fd: number): boolean;
}
