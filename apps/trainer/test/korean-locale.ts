/** Import this first: the language of what this process prints is chosen when it loads. */
process.env.LC_ALL = 'ko_KR.UTF-8';
