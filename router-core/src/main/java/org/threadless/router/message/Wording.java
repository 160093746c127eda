package org.threadless.router.message;

import java.util.List;

/** Puts the texts of one app into words. Safe for any thread. */
@FunctionalInterface
public interface Wording {

  /** That of who has no texts; throws whatever it is asked for. */
  Wording NONE =
      (text, to) -> {
        throw new IllegalStateException(
            "the text " + text.key() + " belongs to no app: only apps have texts");
      };

  /**
   * Returns what each of these is told, in their order, in the language of each.
   *
   * @throws RuntimeException where the app has no words for it; its message is for the author
   */
  List<String> of(Text text, List<Connection> to);
}
