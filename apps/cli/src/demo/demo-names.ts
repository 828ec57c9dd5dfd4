const forenames = ['Ada', 'Ben', 'Cora', 'Dan', 'Elsie', 'Finn', 'Gwen', 'Hugh'] as const;
const consonants = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'] as const;
const vowels = ['a', 'e', 'i', 'o', 'u'] as const;
const syllables = consonants.length * vowels.length;

/**
 * What somebody of the demo is called: made up, as anybody sees, and of letters alone, as names are searched by those. Of each
 * number (under 343,000) there is one surname; `index` is their place among the people of one case.
 */
export function demoName(number: number, index: number): string {
  const spelt = [0, 1, 2].map((place) => syllable(Math.floor(number / syllables ** place) % syllables)).join('');
  return `${forenames[index % forenames.length]} Demo ${spelt.charAt(0).toUpperCase()}${spelt.slice(1)}`;
}

const syllable = (n: number): string =>
  `${consonants[n % consonants.length]}${vowels[Math.floor(n / consonants.length)]}`;
