import type { SVGProps } from 'react';

/** 16 × 16 outline icons, hidden from screen readers: their control needs an accessible name. */
function icon(path: string) {
  return function Icon(props: SVGProps<SVGSVGElement>) {
    return (
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        <path d={path} />
      </svg>
    );
  };
}

export const SunIcon = icon(
  'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
);
export const MoonIcon = icon('M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z');
export const SystemIcon = icon('M2 3h12v8H2ZM5.5 13.5h5M8 11v2.5');
export const CheckIcon = icon('m3 8.5 3.5 3.5L13 4.5');
export const CloseIcon = icon('m4 4 8 8M12 4l-8 8');
export const CopyIcon = icon('M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3');
export const ChevronIcon = icon('m4 6 4 4 4-4');
export const ColumnsIcon = icon('M2 3h12v10H2ZM6 3v10M10 3v10');
export const SearchIcon = icon('M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14');
export const KeyboardIcon = icon('M1.5 4h13v8h-13ZM4 6.5h.01M6.5 6.5h.01M9 6.5h.01M11.5 6.5h.01M4.5 9.5h7');
export const DownloadIcon = icon('M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11');
export const PlusIcon = icon('M8 3v10M3 8h10');
export const MinusIcon = icon('M3 8h10');
export const LeftIcon = icon('M9.5 3.5 5 8l4.5 4.5');
export const RightIcon = icon('M6.5 3.5 11 8l-4.5 4.5');
export const FullScreenIcon = icon('M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4');
