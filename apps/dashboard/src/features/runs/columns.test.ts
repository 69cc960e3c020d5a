import { columnGroups, columnTitle, columnWidth, usualColumns } from './columns';

describe('columns', () => {
  const facets = {
    experiments: ['sine'],
    tags: [],
    params: ['units'],
    metrics: ['train.loss' as const, 'test.loss' as const],
  };

  it('show the existing results by default', () => {
    expect(usualColumns(facets, false)).toContain('result.test.loss');
    expect(usualColumns(facets, false)).not.toContain('result.test.accuracy');
  });

  it.each([false, true])(
    'fit on a screen of 1280 pixels by default, whatever results exist; groups: %p',
    (isGrouped) => {
      const metrics = ['test.accuracy', 'test.loss', 'holdout.rmse', 'train.loss'] as const;
      const columns = ['id', ...usualColumns({ ...facets, metrics: [...metrics] }, isGrouped)];
      const [checkBoxes, margins, scrollBar] = [40, 32, 15];
      const widths = columns.map((column) => columnWidth(column, isGrouped));
      expect(widths.reduce((sum, width) => sum + width, checkBoxes + margins + scrollBar)).toBeLessThan(1280);
    },
  );

  it('show unknown results by default in the places of the usual ones that no run has', () => {
    const metrics = ['test.loss', 'test.auc', 'test.a', 'test.b', 'test.c'] as const;
    const results = usualColumns({ ...facets, metrics: [...metrics] }, false).filter((column) =>
      column.startsWith('result.'),
    );
    expect(results).toEqual(['result.test.loss', 'result.test.a', 'result.test.b']);
    expect(columnTitle('result.test.top.5/k', 'ko')).toBe('테스트 top.5/k');
    expect(columnTitle('result.test.auc', 'ko')).toBe('테스트 AUC');
  });

  it('can be chosen one by one, and have titles in both languages', () => {
    expect(columnGroups(facets).best).toEqual(['best.train.loss', 'best.test.loss']);
    expect(columnTitle('best.test.loss', 'en')).toBe('Test loss');
    expect(columnTitle('best.test.loss', 'ko')).toBe('테스트 손실');
    expect(columnTitle('param.units', 'ko')).toBe('units');
    expect(columnTitle('duration', 'ko')).toBe('소요 시간');
  });
});
