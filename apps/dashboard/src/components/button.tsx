'use client';

import styles from './button.module.css';
import type { ComponentProps, ReactNode } from 'react';

type ButtonProps = ComponentProps<'button'> & {
  /** `primary`: the one thing to do here; `danger`: loses something; `bare`: without a frame. */
  look?: 'plain' | 'primary' | 'danger' | 'bare';
};

export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return <button type="button" {...props} className={`${styles.button} ${styles[look]} ${className}`} />;
}

/** A button of an icon alone; `label` is its name and its tooltip. */
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
