import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { models } from './models';

const page = readFileSync(join(__dirname, '../../../docs/supported.md'), 'utf8');

test('the models of the tests have every layer and activation that docs/supported.md calls exported', () => {
  const members = (set: string) => {
    const [row] = new RegExp(`^\\| ${set} \\|.*\\|$`, 'm').exec(page) ?? [];
    const names = Array.from(row?.matchAll(/`(\w+)`(?! \(not exported\))/g) ?? [], ([, name]) => name);
    expect(names).not.toEqual([]);
    return names;
  };
  const configs = Object.values(models()).map(({ model }) => JSON.stringify(model.toJSON(null, false)));
  const words = (key: string) =>
    new Set(
      configs.flatMap((config) =>
        Array.from(config.matchAll(new RegExp(`"${key}":"(\\w+)"`, 'g')), ([, name]) => name),
      ),
    );
  const [classes, activations] = [words('class_name'), words('activation')];
  expect(members('layers').filter((name) => !classes.has(name))).toEqual([]);
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(members('activations').filter((name) => !activations.has(snake(name)))).toEqual([]);
});
