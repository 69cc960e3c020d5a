/**
 * What a page may load: its own files, and of scripts only those that carry the nonce and what they load.
 *
 * @param wasm whether it compiles WebAssembly: the playground
 */
export function contentSecurityPolicy({ nonce, wasm }: { nonce: string; wasm: boolean }): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"];
  if (wasm) scripts.push("'wasm-unsafe-eval'");
  // React explains errors with eval while developing, and never in production.
  if (process.env.NODE_ENV === 'development') scripts.push("'unsafe-eval'");
  return [
    "default-src 'self'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
