import { idOfPage } from './page-params';

it.each(['100%', '%41bc', 'back\\slash', 'a b', '한 글', '#?&+'])('reads the id %j', async (id) => {
  expect(await idOfPage(Promise.resolve({ id: encodeURIComponent(id) }))).toBe(id);
});
