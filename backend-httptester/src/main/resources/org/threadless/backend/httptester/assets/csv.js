// Reads comma-separated values as RFC 4180 says, with any line ends. Each row knows its line.

const QUOTED = /"([^"]*(?:""[^"]*)*)"/y;
const PLAIN = /[^",\r\n]*/y;
const LINE_END = /\r\n|\n|\r/g;

export function rows(text) {
  const found = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const row = { line, values: [] };
    do {
      at += row.values.length === 0 ? 0 : 1;
      const { value, length } = valueAt(text, at, line);
      row.values.push(value);
      line += value.match(LINE_END)?.length ?? 0;
      at += length;
    } while (text[at] === ",");
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    // An empty line is no row.
    if (row.values.length > 1 || row.values[0] !== "") {
      found.push(row);
    }
  }
  return found;
}

function valueAt(text, at, line) {
  const isQuoted = text[at] === '"';
  const pattern = isQuoted ? QUOTED : PLAIN;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) {
    throw new Error(`Line ${line}: the quotes of a value do not end.`);
  }
  const length = match[0].length;
  if (at + length < text.length && !",\r\n".includes(text[at + length])) {
    throw new Error(
      isQuoted
        ? `Line ${line}: after the quotes of a value must come a comma or the end of the line.`
        : `Line ${line}: a value with quotes in it must stand in quotes, with each of them doubled.`,
    );
  }
  return { value: isQuoted ? match[1].replaceAll('""', '"') : match[0], length };
}
