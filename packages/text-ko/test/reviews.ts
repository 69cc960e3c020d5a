/** Generated reviews, all different. */
export function reviews(count: number): string[] {
  const things = ['영화', '배우들 연기', '스토리', '음악', '결말', '감독의 연출'];
  const verdicts = [
    '정말 재밌었다!!',
    '너무 지루했다...',
    '예뻤다',
    '최고ㅋㅋ',
    '이 좀 별로',
    '잘 몰랐는데 좋네요^^',
  ];
  return Array.from(
    { length: count },
    (_, i) => `${i} ${things[i % 6]} ${verdicts[Math.floor(i / 6) % 6]} ${'뷁쀍'[i % 2]}`,
  );
}
