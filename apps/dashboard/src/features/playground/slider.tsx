import { useId } from 'react';
import fieldStyles from './field.module.css';
import styles from './slider.module.css';

interface SliderProps {
  label: string;
  value: number;
  /** The value as people read it. */
  shown: string;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

export function Slider({ label, value, shown, min, max, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <span className={styles.sliderHead}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} aria-live="off">
          {shown}
        </output>
      </span>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        value={value}
        aria-valuetext={shown}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </div>
  );
}
