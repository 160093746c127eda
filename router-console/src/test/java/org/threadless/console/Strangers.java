package org.threadless.console;

import java.util.stream.Stream;

/** What comes from outside, and is meant badly. */
public final class Strangers {

  public static final String SCRIPT = "<script>document.title='owned'</script><img src=x>";
  public static final String FORMULA = "=cmd()";
  public static final String RIGHT_TO_LEFT = "\u202Eexe.txt \u0645\u0631\u062D\u0628\u0627";
  public static final String LONG = "0123456789".repeat(1000);

  private Strangers() {}

  public static Stream<String> texts() {
    return Stream.of(SCRIPT, FORMULA, RIGHT_TO_LEFT, LONG);
  }
}
