package org.threadless.console.today;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;

/**
 * Messages over a time, as a picture and as a table.
 *
 * @param id of the table, which stays open when the picture is drawn anew
 * @param heading what it shows
 * @param summary the same in words
 * @param columns one for each part of the time
 * @param most how many messages the highest column stands for
 * @param begins what the time begins with, in words
 * @param ends what it ends with
 * @param rows of the table, the newest first
 */
public record BarChart(
    String id,
    String heading,
    String summary,
    List<Column> columns,
    String most,
    String begins,
    String ends,
    List<Row> rows) {

  /** How wide the picture is, and how high its highest column. */
  static final int WIDTH = 320;

  static final int HEIGHT = 90;

  private static final int GAP = 2;

  /**
   * A column.
   *
   * @param title what it says, in words
   * @param bars from the ground up
   */
  public record Column(String title, List<Bar> bars) {}

  /** A part of a column. */
  public record Bar(String style, String x, String y, String width, String height) {}

  /**
   * A row of the table.
   *
   * @param at when that part of the time began
   * @param counts of each kind
   */
  public record Row(Moment at, List<String> counts) {}

  /**
   * Draws one.
   *
   * @param parts how many messages there are in each part of the time, the oldest first
   */
  static BarChart of(
      String id, String heading, String begins, String ends, Map<Instant, KindCounts> parts) {
    long most = parts.values().stream().mapToLong(KindCounts::total).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    KindCounts all = new KindCounts();
    parts.forEach(
        (at, counts) -> {
          Moment moment = Moment.of(at);
          columns.add(column(moment, counts, columns.size(), parts.size(), most));
          rows.add(0, new Row(moment, counts.shown()));
          all.addAll(counts);
        });
    return new BarChart(
        id,
        heading,
        heading + ": " + all.words() + ". " + Thousands.of(most) + " at most.",
        columns,
        Thousands.of(most),
        begins,
        ends,
        rows);
  }

  private static Column column(Moment at, KindCounts counts, int index, int columns, long most) {
    double room = (double) WIDTH / columns;
    List<Bar> bars = new ArrayList<>();
    double top = HEIGHT;
    for (Kind kind : Kind.values()) {
      double height = most == 0 ? 0 : (double) counts.of(kind) * HEIGHT / most;
      if (height > 0) {
        top -= height;
        bars.add(
            new Bar(
                kind.style(),
                written(index * room),
                written(top),
                written(room - GAP),
                written(height)));
      }
    }
    return new Column(at.shown() + ": " + counts.words(), bars);
  }

  private static String written(double place) {
    return String.valueOf(Math.round(place * 100) / 100.0);
  }
}
