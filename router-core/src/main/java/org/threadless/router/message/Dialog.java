package org.threadless.router.message;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an app keeps of a question to somebody that waits for an answer, as it is at one moment.
 *
 * @param state what the app has to know when the answer comes, by name, sorted: at most {@value
 *     #MAX_STATE}, their names with 1 to {@value #MAX_NAME_LENGTH} characters, none of them a
 *     control character, and each value with up to {@value #MAX_VALUE_LENGTH}. May be empty. Not to
 *     be changed
 * @param isLast whether no other app has asked the same connection since: an answer is one to the
 *     question that was asked last
 */
public record Dialog(Map<String, String> state, boolean isLast) {

  /** How much there may be to know. */
  public static final int MAX_STATE = 50;

  /** The longest name, in characters (UTF-16 units). */
  public static final int MAX_NAME_LENGTH = 50;

  /** The longest value, in characters. */
  public static final int MAX_VALUE_LENGTH = 2000;

  /**
   * Checks the state.
   *
   * @throws IllegalArgumentException where it is not valid; its message names what
   */
  public Dialog {
    if (state.size() > MAX_STATE) {
      throw new IllegalArgumentException(
          "the state of a dialog must be at most " + MAX_STATE + ", and is " + state.size());
    }
    state.forEach(
        (name, value) -> {
          Texts.requireName("a name in the state of a dialog", name, MAX_NAME_LENGTH);
          Texts.requireText("the state of a dialog, " + name + ",", value, MAX_VALUE_LENGTH);
        });
    state = Collections.unmodifiableMap(new TreeMap<>(state));
  }
}
