'use client';

import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import { commonMessages } from '#i18n/common';
import { useMessages } from './language';
import type { ReactNode } from 'react';

const ShortcutHelp = lazy(() => import('./shortcut-help'));

export interface Shortcut {
  /** `KeyboardEvent.key`s that do the same. */
  keys: string[];
  /** Its description in the help. */
  label: string;
  /** Omitted if the focused element handles the key itself: then it is only listed in the help. */
  run?: (event: KeyboardEvent) => void;
}

interface Registry {
  add: (shortcuts: Shortcut[]) => () => void;
  showHelp: () => void;
}

const RegistryContext = createContext<Registry>({ add: () => () => undefined, showHelp: () => undefined });

/** Collects the shortcuts of all mounted components and lists them on `?`. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const { showHelp: showHelpLabel } = useMessages(commonMessages);
  const [groups, setGroups] = useState<Shortcut[][]>([]);
  const [open, setOpen] = useState(false);

  const registry = useMemo<Registry>(
    () => ({
      add: (shortcuts) => {
        setGroups((all) => [...all, shortcuts]);
        return () => setGroups((all) => all.filter((group) => group !== shortcuts));
      },
      showHelp: () => setOpen(true),
    }),
    [],
  );
  const help: Shortcut = { keys: ['?'], label: showHelpLabel, run: registry.showHelp };
  const all = [...groups.flat(), help];

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const shortcut = all.find(({ keys, run }) => run && keys.includes(event.key));
    if (!shortcut || document.querySelector('[role=dialog], [role=alertdialog]')) return;
    event.preventDefault();
    shortcut.run?.(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  return (
    <RegistryContext value={registry}>
      {children}
      {open && (
        <Suspense>
          <ShortcutHelp shortcuts={all} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </RegistryContext>
  );
}

/** Registers shortcuts while mounted. They work wherever the focus is, except in a field. Labels are read once. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const { add } = useContext(RegistryContext);
  const run = useEffectEvent((index: number, event: KeyboardEvent) => shortcuts[index].run?.(event));
  const told = JSON.stringify(shortcuts.map(({ keys, label, run }) => ({ keys, label, acts: Boolean(run) })));
  useEffect(() => {
    const known = JSON.parse(told) as { keys: string[]; label: string; acts: boolean }[];
    return add(
      known.map(({ keys, label, acts }, index) => ({
        keys,
        label,
        run: acts ? (event) => run(index, event) : undefined,
      })),
    );
  }, [add, told]);
}

export function useShowHelp(): () => void {
  return useContext(RegistryContext).showHelp;
}

/** Whether the focused field handles the key. A search field ignores ArrowDown, which moves to the results. */
function isTyping({ target, key }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    !(key === 'ArrowDown' && target.matches('input[type=search]')) &&
    target.closest(
      'input:not([type=checkbox], [type=range], [type=radio]), textarea, select, [contenteditable]',
    ) !== null
  );
}
