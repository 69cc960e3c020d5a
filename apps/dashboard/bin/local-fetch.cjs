'use strict';
// When a page is opened, `next dev` requests its latest version and security advisories from the package registry, without an
// option to turn that off. Here, requests to other machines fail, so that no unrequested data leaves this one; Next.js
// then treats the answers as unknown. The dashboard's own server makes no such requests.
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const { fetch } = globalThis;

globalThis.fetch = (input, ...rest) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return LOCAL.test(hostname)
    ? fetch(input, ...rest)
    : Promise.reject(new TypeError(`The dashboard sends no request to ${hostname}.`));
};
