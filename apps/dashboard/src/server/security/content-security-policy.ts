/**
 * The Content-Security-Policy of a page: its own files, and only scripts with the nonce and what they load.
 *
 * @param wasm whether the page compiles WebAssembly (the playground)
 */
export function contentSecurityPolicy({ nonce, wasm }: { nonce: string; wasm: boolean }): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"];
  if (wasm) scripts.push("'wasm-unsafe-eval'");
  // React uses eval for error messages in development only.
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
