package org.example.quiz;

import java.util.Map;

/**
 * How far somebody has come.
 *
 * @param asked how many questions they have answered
 * @param right how many of these answers were right
 */
record Score(int asked, int right) {

  static final Score NONE = new Score(0, 0);

  static Score of(Map<String, String> state) {
    return new Score(Integer.parseInt(state.get("asked")), Integer.parseInt(state.get("right")));
  }

  Map<String, String> state() {
    return Map.of("asked", String.valueOf(asked), "right", String.valueOf(right));
  }

  Score after(boolean isRight) {
    return new Score(asked + 1, isRight ? right + 1 : right);
  }

  @Override
  public String toString() {
    return "You have " + right + " of " + asked + ".";
  }
}
