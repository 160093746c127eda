package org.threadless.router.incoming;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a handler is that keeps messages elsewhere, on this node.
 *
 * @param taking whether it takes messages now
 * @param problem what is not as it should be, in one line; empty where all is well
 * @param figures what it counts, always the same ones in the same order
 */
public record HandlerState(boolean taking, Optional<String> problem, List<Figure> figures) {

  /**
   * One figure.
   *
   * @param name {@code [a-z-]+}, such as {@code lag}
   * @param help what it is, in one line
   * @param value not a number where nobody knows
   */
  public record Figure(String name, String help, double value) {

    /** Refuses nulls. */
    public Figure {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(help, "help");
    }
  }

  /** Copies the list. */
  public HandlerState {
    Objects.requireNonNull(problem, "problem");
    figures = List.copyOf(figures);
  }

  /** Returns a figure by its name; not a number where there is none. */
  public double figure(String name) {
    return figures.stream()
        .filter(each -> each.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
