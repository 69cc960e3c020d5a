/** The mark of rnn-lab, as in `app/icon.svg`: a loss that falls, with the loop of a recurrence. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#2563eb" />
      <path
        d="M5 8c3 0 4.5 15 11.5 15 6 0 6.5-10 1.5-10s-4 10 9 10"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
