'use strict';
// `next dev` asks the package registry for its latest version and for security advisories when a page is opened, and has
// no switch for that. Nothing that nobody asked for leaves this machine: requests to other machines fail, which Next.js
// takes as "unknown". The dashboard's own server makes none.
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const { fetch } = globalThis;

globalThis.fetch = (input, ...rest) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return LOCAL.test(hostname)
    ? fetch(input, ...rest)
    : Promise.reject(new TypeError(`The dashboard asks nothing of ${hostname}.`));
};
