// How the phone network would carry a text: the same as Segments and Gsm7 of the router's core
// (3GPP TS 23.038, 6.2.1; TS 23.040, 9.2.3.24.1).

const ALPHABET = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");

const CODINGS = {
  GSM_7: { name: "GSM 03.38", alone: 160, joined: 153, units: (c) => (EXTENSION.has(c) ? 2 : 1) },
  UCS_2: { name: "UCS-2", alone: 70, joined: 67, units: (c) => c.length },
};

// Returns the coding, its units, how many segments, how many units are left in the last one, how
// many characters a reader counts, and those, each once, that GSM 03.38 lacks.
export function segments(text) {
  const characters = [...text];
  const forcing = [...new Set(characters.filter((c) => !ALPHABET.has(c) && !EXTENSION.has(c)))];
  const coding = forcing.length === 0 ? CODINGS.GSM_7 : CODINGS.UCS_2;
  const units = characters.reduce((sum, c) => sum + coding.units(c), 0);
  const { count, left } =
    units <= coding.alone ? { count: 1, left: coding.alone - units } : split(characters, coding);
  return { coding: coding.name, units, count, left, characters: characters.length, forcing };
}

// Nothing that takes two units is split between two segments.
function split(characters, coding) {
  let count = 1;
  let used = 0;
  for (const c of characters) {
    const units = coding.units(c);
    if (used + units > coding.joined) {
      count++;
      used = 0;
    }
    used += units;
  }
  return { count, left: coding.joined - used };
}
