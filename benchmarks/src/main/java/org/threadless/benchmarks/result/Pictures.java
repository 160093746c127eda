package org.threadless.benchmarks.result;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Draws what was measured; a picture for which nothing was is left out. */
public final class Pictures {

  /** With how many clients at once it is measured. */
  public static final List<Integer> CLIENTS = List.of(1, 4, 16, 64, 256);

  private static final List<String> DATABASES = List.of("H2", "PostgreSQL");

  private final Results results;
  private final Path folder;

  /**
   * @param folder where they are put; made where it is missing
   */
  public Pictures(Results results, Path folder) {
    this.results = results;
    this.folder = folder;
  }

  /** Returns the name of what is measured with so many clients at once. */
  public static String clients(String database, int clients) {
    return database + ", router, inline, discarded, concurrency " + clients;
  }

  /** Returns the name of what is measured with so many messages stored before. */
  public static String rows(String database, int rows) {
    return String.format(
        Locale.ROOT,
        "%s, router, inline, discarded, 16 connections, %,d rows before",
        database,
        rows);
  }

  /**
   * Draws all of them.
   *
   * @param rows how many messages were stored before, from step to step
   */
  public void draw(int[] rows) throws IOException {
    int[] clients = CLIENTS.stream().mapToInt(Integer::intValue).toArray();
    draw("clients-rate", "clients at once", "messages a second", "", clients, this::byClients);
    draw("clients-p99", "clients at once", "p99 in ms", ", p99", clients, this::byClients);
    draw("rows-rate", "messages stored before", "messages a second", "", rows, this::byRows);
    draw("rows-p99", "messages stored before", "p99 in ms", ", p99", rows, this::byRows);
  }

  private IntFunction<String> byClients(String database) {
    return clients -> clients(database, clients);
  }

  private IntFunction<String> byRows(String database) {
    return rows -> rows(database, rows);
  }

  /** Names what was measured on a database, by what is on the axis. */
  private interface Naming {
    IntFunction<String> on(String database);
  }

  private void draw(String file, String x, String y, String suffix, int[] values, Naming naming)
      throws IOException {
    XYChart chart = new XYChartBuilder().width(640).height(360).xAxisTitle(x).yAxisTitle(y).build();
    chart.getStyler().setYAxisMin(0.0).setChartBackgroundColor(Color.WHITE);
    for (String database : DATABASES) {
      double[] medians =
          IntStream.of(values)
              .mapToDouble(value -> results.median(naming.on(database).apply(value) + suffix))
              .toArray();
      if (Arrays.stream(medians).noneMatch(median -> median == 0)) {
        // Each step is four or ten times the one before: drawn at the same distance.
        double[] steps = IntStream.range(0, values.length).asDoubleStream().toArray();
        chart.addSeries(database, steps, medians);
      }
    }
    if (!chart.getSeriesMap().isEmpty()) {
      chart.setCustomXAxisTickLabelsFormatter(step -> label(step, values));
      Files.createDirectories(folder);
      BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
    }
  }

  private static String label(double step, int[] values) {
    int nearest = (int) Math.round(step);
    boolean between = Math.abs(step - nearest) > 0.01 || nearest < 0 || nearest >= values.length;
    return between ? "" : String.format(Locale.ROOT, "%,d", values[nearest]);
  }
}
