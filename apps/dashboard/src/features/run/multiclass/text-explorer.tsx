'use client';

import { classNames, mostProbable } from '#api/classes';
import { predictionsPath } from '#api/links';
import { MULTICLASS_SHOWS, PREDICTION_SORTS } from '#api/names';
import { runMulticlassMessages } from '#i18n/run-multiclass';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import { TextBrowser } from '#components/texts/text-browser';
import { Judged, TextRow } from '#components/texts/text-row';
import type { MulticlassPrediction } from '@rnn-lab/runs';
import type { MulticlassShow, PredictionSort } from '#api/names';
import type { PredictionsPage } from '#api/predictions';

interface Selection {
  /** null: any class. */
  label: number | null;
  predicted: number | null;
  show: MulticlassShow;
  sort: PredictionSort;
}

/** Texts by true class, predicted class and whether they agree, in pages. */
export function TextExplorer({
  id,
  split,
  output,
  classes,
  hasPlayground,
  label,
  predicted,
  show,
  sort,
  page,
  onChange,
}: Selection & {
  id: string;
  split: string;
  output: string | undefined;
  classes: readonly string[];
  hasPlayground: boolean;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onChange(change: Partial<Selection> & { page: number | null }): void;
}) {
  const text = useMessages(runMulticlassMessages);
  const change = (selection: Partial<Selection>) => onChange({ ...selection, page: null });
  return (
    <TextBrowser
      page={page}
      title={text.texts}
      words={text}
      pathOf={(query) =>
        predictionsPath(
          { id, split, output },
          {
            show,
            sort,
            ...(label !== null && { label: String(label) }),
            ...(predicted !== null && { predicted: String(predicted) }),
            ...query,
          },
        )
      }
      onPage={(page) => onChange({ page })}
      filters={
        <>
          <ClassSelect
            label={text.actual}
            any={text.anyActual}
            classes={classes}
            value={label}
            onChange={(label) => change({ label })}
          />
          <ClassSelect
            label={text.predicted}
            any={text.anyPredicted}
            classes={classes}
            value={predicted}
            onChange={(predicted) => change({ predicted })}
          />
          <NamedSelect
            label={text.show}
            options={MULTICLASS_SHOWS}
            names={text.shows}
            value={show}
            onChange={(show) => change({ show })}
          />
          <NamedSelect
            label={text.sort}
            options={PREDICTION_SORTS}
            names={text.sorts}
            value={sort}
            onChange={(sort) => change({ sort })}
          />
        </>
      }
    >
      {(data: PredictionsPage) =>
        data.kind === 'multiclass' &&
        data.rows.map((row) => (
          <TextRow
            key={row.index}
            text={row.text}
            tokenLines={[{ tokens: row.tokens }]}
            playground={hasPlayground ? { id, output } : undefined}
          >
            <Verdict row={row} classes={classes} />
          </TextRow>
        ))
      }
    </TextBrowser>
  );
}

function Verdict({
  row: { label, probabilities },
  classes,
}: {
  row: MulticlassPrediction;
  classes: readonly string[];
}) {
  const text = useMessages(runMulticlassMessages);
  const names = classNames(classes, probabilities.length);
  const predicted = mostProbable(probabilities);
  return (
    <>
      <span>
        {text.actual} <strong>{names[label]}</strong>
        {predicted !== label && ` ${formatProbability(probabilities[label])}`}
      </span>
      <Judged isRight={predicted === label}>
        {text.predicted} <strong>{names[predicted]}</strong> {formatProbability(probabilities[predicted])}
      </Judged>
    </>
  );
}

function ClassSelect({
  label,
  any,
  classes,
  value,
  onChange,
}: {
  label: string;
  any: string;
  classes: readonly string[];
  value: number | null;
  onChange(value: number | null): void;
}) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
    >
      <option value="">{any}</option>
      {classes.map((name, k) => (
        <option key={k} value={k}>
          {label}: {name}
        </option>
      ))}
    </select>
  );
}

function NamedSelect<Name extends string>({
  label,
  options,
  names,
  value,
  onChange,
}: {
  label: string;
  options: readonly Name[];
  names: Readonly<Record<Name, string>>;
  value: Name;
  onChange(value: Name): void;
}) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value as Name)}>
      {options.map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  );
}
