package org.threadless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.threadless.benchmarks.cost.MetricsPart;
import org.threadless.benchmarks.cost.PeoplePart;
import org.threadless.benchmarks.cost.RoutingPart;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Folders;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.result.Pictures;
import org.threadless.benchmarks.result.Results;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.RouterUnderTest;
import org.threadless.benchmarks.speed.AgainstPart;
import org.threadless.benchmarks.speed.ApiPart;
import org.threadless.benchmarks.speed.ConcurrencyPart;
import org.threadless.benchmarks.speed.HttpPart;
import org.threadless.benchmarks.speed.KafkaPart;
import org.threadless.benchmarks.speed.KannelPart;
import org.threadless.benchmarks.speed.SlowPart;
import org.threadless.benchmarks.speed.StartPart;
import org.threadless.benchmarks.stored.GrowthPart;
import org.threadless.benchmarks.stored.KeepPart;
import org.threadless.benchmarks.stored.ReadersPart;
import org.threadless.benchmarks.stored.RowsPart;
import org.threadless.benchmarks.stored.ScheduledPart;
import org.threadless.benchmarks.stored.SearchesPart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures, and prints a table; see {@code --help}. */
@Command(
    name = "benchmarks/run",
    description = "Measures the router beside what it stands on, and prints medians and ratios.",
    mixinStandardHelpOptions = true)
public final class Benchmarks implements Callable<Integer> {

  private static final String BEGIN = "<!-- begin results -->";
  private static final String END = "<!-- end results -->";

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Everything once and short: does it still run?")
  private boolean quick;

  @Option(names = "--rounds", description = "How often; default 5, or 1 with --quick.")
  private Integer rounds;

  @Option(names = "--seconds", description = "How long each load is; default 10, 1 with --quick.")
  private Integer seconds;

  @Option(names = "--rows", description = "Messages stored before; default 10,000,000.")
  private Integer rows;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "Some parts of: http, concurrency, slow, kannel, start, routing, rows, readers, growth,"
              + " scheduled, people, metrics, api, searches, keep, kafka.")
  private List<String> only;

  @Option(
      names = "--against",
      paramLabel = "ZIP",
      description = "Another router: measures the two in turn, and nothing else.")
  private Path against;

  @Option(names = "--write-docs", description = "Puts table and pictures into docs/performance.")
  private boolean writeDocs;

  private final Results results = new Results();

  /** Runs it. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Benchmarks());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          command.getErr().println("benchmarks: " + e);
          return 1;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path root = Path.of(System.getProperty("benchmarks.root", "."));
    // Not in /tmp, which is often in memory.
    Path work = Files.createTempDirectory(Path.of("/var/tmp"), "benchmarks");
    try {
      Setting setting =
          new Setting(
              work,
              Path.of(System.getProperty("java.home")),
              new RouterUnderTest(root, work),
              new Wrk(work),
              Postgres.installed(),
              rounds != null ? rounds : quick ? 1 : 5,
              seconds != null ? seconds : quick ? 1 : 10,
              quick,
              results);
      run(setting, root);
    } finally {
      Folders.delete(work);
    }
    Path target = Files.createDirectories(root.resolve("benchmarks/target"));
    new Pictures(results, target).draw(RowsPart.steps(rows()));
    String head = head();
    System.out.println(head + "\n" + results.table());
    Files.writeString(target.resolve("results.json"), results.json(machine()));
    if (writeDocs) {
      write(root.resolve("docs/performance.md"), head + "\n" + results.table());
      new Pictures(results, root.resolve("docs/performance")).draw(RowsPart.steps(rows()));
    }
    return 0;
  }

  private int rows() {
    return rows != null ? rows : quick ? 10_000 : 10_000_000;
  }

  private void run(Setting setting, Path root) throws Exception {
    if (against != null) {
      RouterUnderTest other = RouterUnderTest.of(against, root, setting.work());
      new AgainstPart(setting, other).run();
      return;
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("http", new HttpPart(setting));
    parts.put("concurrency", new ConcurrencyPart(setting));
    parts.put("slow", new SlowPart(setting));
    parts.put("kannel", new KannelPart(setting));
    parts.put("start", new StartPart(setting));
    parts.put("routing", new RoutingPart(setting));
    parts.put("rows", new RowsPart(setting, rows()));
    parts.put("readers", new ReadersPart(setting));
    parts.put("growth", new GrowthPart(setting));
    parts.put("scheduled", new ScheduledPart(setting));
    parts.put("people", new PeoplePart(setting));
    parts.put("metrics", new MetricsPart(setting));
    parts.put("api", new ApiPart(setting));
    parts.put("searches", new SearchesPart(setting, rows()));
    parts.put("keep", new KeepPart(setting));
    parts.put("kafka", new KafkaPart(setting));
    if (only != null && !parts.keySet().containsAll(only)) {
      throw new ParameterException(
          spec.commandLine(), "--only takes some of " + String.join(",", parts.keySet()));
    }
    if (setting.postgres().isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IOException("PostgreSQL is not installed; on Debian: apt-get install postgresql");
      }
      results.remark("PostgreSQL is not installed, and was left out.");
    }
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (only == null || only.contains(part.getKey())) {
        part.getValue().run();
        setting.removeH2();
      }
    }
  }

  private String head() throws IOException {
    Map<String, String> machine = machine();
    return "Measured on "
        + machine.get("date")
        + ": "
        + machine.get("cores")
        + " cores ("
        + machine.get("cpu")
        + ") that the load generator and the database share, Linux "
        + machine.get("kernel")
        + ", Java "
        + machine.get("java")
        + ". The command: `./benchmarks/run "
        + String.join(" ", spec.commandLine().getParseResult().originalArgs())
        + "`.\n";
  }

  private static Map<String, String> machine() throws IOException {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("cpu", cpu().orElse("unknown"));
    machine.put("kernel", System.getProperty("os.version").replaceAll("-.*", ""));
    machine.put("java", Runtime.version().toString());
    return machine;
  }

  private static Optional<String> cpu() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    }
  }

  private static void write(Path document, String text) throws IOException {
    String before = Files.readString(document);
    int begin = before.indexOf(BEGIN) + BEGIN.length();
    int end = before.indexOf(END);
    Files.writeString(
        document, before.substring(0, begin) + "\n\n" + text + "\n" + before.substring(end));
  }
}
