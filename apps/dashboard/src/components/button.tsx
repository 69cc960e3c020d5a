'use client';

import styles from './button.module.css';
import type { ComponentProps, ReactNode } from 'react';

type ButtonProps = ComponentProps<'button'> & {
  /** `primary`: the main action; `danger`: destructive; `bare`: without a frame. */
  look?: 'plain' | 'primary' | 'danger' | 'bare';
};

export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return <button type="button" {...props} className={`${styles.button} ${styles[look]} ${className}`} />;
}

/** A button with only an icon; `label` is its accessible name and tooltip. */
export function IconButton({
  label,
  children,
  ...props
}: Omit<ButtonProps, 'aria-label'> & { label: string; children: ReactNode }) {
  return (
    <Button look="bare" title={label} {...props} aria-label={label}>
      {children}
    </Button>
  );
}
