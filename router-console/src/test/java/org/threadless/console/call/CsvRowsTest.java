package org.threadless.console.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

  @Test
  void aTableBeginsWithItsColumnsAndIsKnownAsUtf8() throws IOException {
    assertThat(written("one", "two")).isEqualTo("\uFEFFcell,other\r\none,two\r\n");
  }

  @Test
  void whatPartsCellsAndRowsIsQuoted() throws IOException {
    assertThat(written("a,b", "he said \"x\"\nand went"))
        .endsWith("\r\n\"a,b\",\"he said \"\"x\"\"\nand went\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd()",
        "+cmd()",
        "+254700111222+cmd()",
        "-2+3+cmd()",
        "-",
        "@SUM(A1)",
        "\t=cmd()",
        "\uFF1Dcmd()"
      })
  void aCellThatWouldBeAFormulaGetsAnApostrophe(String cell) throws IOException {
    assertThat(written(cell, "")).endsWith("\r\n'" + cell + ",\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r=cmd()", "\n=cmd()"})
  void soDoesOneThatBeginsWithTheEndOfALine(String cell) throws IOException {
    assertThat(written(cell, "")).endsWith("\r\n\"'" + cell + "\",\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+254700111222", "-3", "-3.5", "2=2", "'=cmd()", "a@b", ""})
  void aNumberAndWhatIsNoFormulaStaysAsItIs(String cell) throws IOException {
    assertThat(written("x", cell)).endsWith("\r\nx," + cell + "\r\n");
  }

  @Test
  void whoeverAskedForItMayBeGone() {
    Writer gone =
        new Writer() {
          @Override
          public void write(char[] characters, int from, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new CsvRows(gone, "cell"))
        .withMessage("gone");
  }

  private static String written(String cell, String other) throws IOException {
    StringWriter out = new StringWriter();
    try (CsvRows rows = new CsvRows(out, "cell", "other")) {
      rows.add(cell, other);
    }
    return out.toString();
  }
}
