export { isOwnHost, ownOrigin } from './host';
export { hasToken, isSame, isSameOrigin } from './request';
