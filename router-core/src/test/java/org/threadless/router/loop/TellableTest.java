package org.threadless.router.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Whatever is thrown can be told, and tells no secret. */
class TellableTest {

  private static final String URL = "http://u:hunter2@a.example/send?key=hunter2";
  private static final String SHOWN = "http://***@a.example/send?key=***";

  @Test
  void whatHasNothingToHideIsItself() {
    IllegalStateException thrown =
        new IllegalStateException("no", new IllegalArgumentException("is it user@example.com?"));

    assertThat(Tellable.of(thrown)).isSameAs(thrown);
    assertThat(Tellable.line(thrown)).isEqualTo("java.lang.IllegalStateException: no");
  }

  @Test
  void theSecretsOfAUrlAreNotInItsLineAndNotInItsTrace() {
    Exception thrown = new IllegalStateException("cannot ask " + URL, new Exception("401: " + URL));

    assertThat(Tellable.line(thrown))
        .isEqualTo("java.lang.IllegalStateException: cannot ask " + SHOWN);
    assertThat(trace(Tellable.of(thrown)))
        .contains("java.lang.IllegalStateException: cannot ask " + SHOWN)
        .contains("theSecretsOfAUrlAreNotInItsLineAndNotInItsTrace")
        .contains("Caused by: java.lang.Exception: 401: " + SHOWN)
        .doesNotContain("hunter2");
  }

  @Test
  void aSecretInACauseAloneIsHiddenToo() {
    Exception thrown = new IllegalStateException("no", new Exception(URL));
    thrown.addSuppressed(new Exception(URL));

    assertThat(trace(Tellable.of(thrown))).contains(SHOWN).doesNotContain("hunter2");
  }

  @Test
  void whatThrowsWhenItIsAskedIsNamed() {
    assertThat(Tellable.line(new Unspeakable()))
        .isEqualTo(Unspeakable.class.getName() + ", which cannot say more");
    assertThat(trace(Tellable.of(new IllegalStateException("no", new Unspeakable()))))
        .contains("java.lang.IllegalStateException: no")
        .contains("Caused by: " + Unspeakable.class.getName() + ", which cannot say more");
  }

  @Test
  void severalLinesAreOne() {
    assertThat(Tellable.line(new IllegalStateException("one\r\n  two\n\nthree")))
        .isEqualTo("java.lang.IllegalStateException: one two three");
  }

  @Test
  void aRingOfCausesHasAnEnd() {
    Exception first = new Exception("first " + URL);
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(trace(Tellable.of(first))).contains("first " + SHOWN).doesNotContain("hunter2");
  }

  private static String trace(Throwable thrown) {
    StringWriter written = new StringWriter();
    thrown.printStackTrace(new PrintWriter(written, true));
    return written.toString();
  }

  @Test
  void theReasonAloneIsWithoutTheNameOfTheClass() {
    assertThat(Tellable.reason(new IOException("away\nfor http://u:hunter2@a.example/")))
        .isEqualTo("away for http://***@a.example/");
    assertThat(Tellable.reason(new IOException())).isEqualTo("java.io.IOException");
    assertThat(
            Tellable.reason(
                new IOException() {
                  @Override
                  public String getMessage() {
                    throw new IllegalStateException("not now");
                  }
                }))
        .endsWith(", which cannot say more");
  }

  @Test
  void ofWhatMyBatisSaysTheFirstLineThatSaysSomethingIsShown() {
    assertThat(
            Tellable.firstLine(
                "org.apache.ibatis.exceptions.PersistenceException: \n### Error querying database."
                    + "  Cause: java.sql.SQLException: no connection\n### The error may exist in"))
        .isEqualTo(
            "org.apache.ibatis.exceptions.PersistenceException: Error querying database."
                + "  Cause: java.sql.SQLException: no connection");
    assertThat(Tellable.firstLine("java.io.IOException: away\nand more"))
        .isEqualTo("java.io.IOException: away");
    assertThat(Tellable.firstLine("\n\n only this:")).isEqualTo("only this:");
    assertThat(Tellable.firstLine("")).isEmpty();
  }
}
