package org.threadless.testing;

import java.util.List;

/** Texts that people, and their phones, do send. */
final class AwkwardTexts {

  static final List<String> ALL =
      List.of(
          "",
          " ",
          "\n",
          "?",
          "12",
          "-1",
          "999999999999999999999999",
          "%s %d %n",
          "${user.home} #{id} {0}",
          "'; DROP TABLE message; --",
          "<b>&amp;</b>",
          "(unclosed [ pattern \\",
          "\u0434\u0430 \u043c\u0438\u0440",
          "\u0645\u0631\u062d\u0628\u0627",
          "\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "e\u0301\u200b\u00a0\ufeff",
          "one\ttwo\r\nthree\u0007",
          "word ".repeat(2_000));

  private AwkwardTexts() {}
}
