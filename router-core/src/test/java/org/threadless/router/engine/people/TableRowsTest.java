package org.threadless.router.engine.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRowsTest {

  private static final String UNCLOSED =
      " and not closed before a comma or the end of the line; one that belongs to the text is"
          + " written twice";

  private static List<TableRow> rows(String table) throws IOException {
    return new TableRows(new StringReader(table)).next(100);
  }

  private static TableRow row(long line, String... cells) {
    return TableRow.of(line, List.of(cells));
  }

  private static TableRow unclosed(long line, String where) {
    return TableRow.wrong(line, "a quotation mark is opened " + where + UNCLOSED);
  }

  @Test
  void aCellMayHoldCommasLinesAndQuotationMarks() throws IOException {
    assertThat(rows("a,b\r\n\"1,\r\n2\",\"say \"\"hi\"\"\"\r3,4 \"5\"\n"))
        .containsExactly(row(1, "a", "b"), row(2, "1,\r\n2", "say \"hi\""), row(4, "3", "4 \"5\""));
  }

  @Test
  void theLastRowNeedsNoEnd() throws IOException {
    assertThat(rows("a,\n\n\"b\",c"))
        .containsExactly(row(1, "a", ""), row(2, ""), row(3, "b", "c"));
    assertThat(rows("")).isEmpty();
  }

  @Test
  void anUnclosedQuotationMarkTakesNoRowBehindIt() throws IOException {
    assertThat(rows("a,b\n\"Amina,1\nBob,2\nCid,3\n"))
        .containsExactly(
            row(1, "a", "b"), unclosed(2, "here"), row(3, "Bob", "2"), row(4, "Cid", "3"));
  }

  @Test
  void anUnclosedQuotationMarkIsNotClosedByOneThatOpensACellBehindIt() throws IOException {
    assertThat(rows("\"Amina,1\n\"Bob\",2\n\"Cid, D.\",\"3\"\n"))
        .containsExactly(unclosed(1, "here"), row(2, "Bob", "2"), row(3, "Cid, D.", "3"));
  }

  @Test
  void theLineIsNamedInWhichTheQuotationMarkWasOpened() throws IOException {
    assertThat(rows("\"one\ntwo\",\"x\nBob,2\n"))
        .containsExactly(unclosed(1, "in line 2"), unclosed(2, "here"), row(3, "Bob", "2"));
  }

  @Test
  void aQuotationMarkWithinACellIsWrittenTwice() throws IOException {
    assertThat(rows("\"say \"hi\" now\",1\nBob,2\n"))
        .containsExactly(unclosed(1, "here"), row(2, "Bob", "2"));
  }

  @Test
  void aCellThatNeverEndsIsNotKeptInMemory() throws IOException {
    String line = "x".repeat(99) + "\n";
    TableRows rows = new TableRows(new StringReader("\"" + line.repeat(30_000)));

    assertThat(rows.next(1)).containsExactly(unclosed(1, "here"));
    assertThat(rows.next(40_000)).hasSize(29_999).allMatch(TableRow::isRight);
  }

  @Test
  void onlyTheRowIsWrongThatIsNoUtf8() throws IOException {
    byte[] table = "a,b\nJosé,1\nÅsa 𝄞 \uFFFD,2\n".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "Jos\u00E9,3\nBob,4\n".getBytes(StandardCharsets.ISO_8859_1);
    InputStream both =
        new SequenceInputStream(new ByteArrayInputStream(table), new ByteArrayInputStream(latin));

    assertThat(new TableRows(ContactImport.utf8(both)).next(100))
        .containsExactly(
            row(1, "a", "b"),
            row(2, "José", "1"),
            row(3, "Åsa 𝄞 \uFFFD", "2"),
            TableRow.wrong(4, "is not UTF-8: save the table as CSV in UTF-8"),
            row(5, "Bob", "4"));
  }
}
