package org.threadless.benchmarks.cost;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;

/** Nanoseconds and bytes of routing alone. */
public final class RoutingPart implements Part {

  private final Setting setting;

  /** Measures with this setting. */
  public RoutingPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(RoutingBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .warmupIterations(setting.quick() ? 1 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(setting.rounds())
            .measurementTime(TimeValue.seconds(1))
            .forks(1);
    Collection<RunResult> runs = new Runner(options.build()).run();
    for (RunResult run : runs) {
      String name = "routing through " + run.getParams().getParam("apps") + " apps";
      setting.results().add(name, run.getPrimaryResult().getScore(), "ns/message");
      for (String each : run.getSecondaryResults().keySet()) {
        if (each.endsWith("gc.alloc.rate.norm")) {
          double bytes = run.getSecondaryResults().get(each).getScore();
          setting.results().add(name + ", allocated", bytes, "bytes/message");
        }
      }
    }
  }
}
